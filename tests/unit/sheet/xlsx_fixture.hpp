// XLSX files part by part, as no program writes them.
#pragma once

#include "unit/sheet/fixture.hpp"

#include <map>
#include <zip.h>

namespace skifte::sheet::test {

using Parts = std::map<std::string, std::string>;

inline Parts parts_of(const std::string& sheet_data, const std::string& strings = {}) {
    const std::string head = "<?xml version=\"1.0\"?>";
    const std::string relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    Parts parts{{"_rels/.rels", head + "<Relationships><Relationship Id=\"r1\" Type=\"" + relation +
                                    "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
                {"xl/workbook.xml", head +
                                        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Krav\" sheetId=\"1\" "
                                        "r:id=\"r1\"/></sheets></workbook>"},
                {"xl/_rels/workbook.xml.rels",
                 head + "<Relationships><Relationship Id=\"r1\" Type=\"" + relation +
                     "worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"" +
                     relation + "sharedStrings\" Target=\"/xl/sharedStrings.xml\"/></Relationships>"},
                {"xl/worksheets/sheet1.xml",
                 head + "<worksheet><sheetData>" + sheet_data + "</sheetData></worksheet>"}};
    if (!strings.empty()) parts["xl/sharedStrings.xml"] = head + "<sst>" + strings + "</sst>";
    return parts;
}

inline fs::path zipped(const Folder& folder, const Parts& parts, const std::string& name = "krav.xlsx") {
    const fs::path path = folder / name;
    zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    REQUIRE(archive != nullptr);
    for (const auto& [part, content] : parts) {
        zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
        REQUIRE(zip_file_add(archive, part.c_str(), source, ZIP_FL_ENC_UTF_8) >= 0);
    }
    REQUIRE(zip_close(archive) == 0);
    return path;
}

inline Read read_parts(const Parts& parts) {
    const Folder folder;
    return read_all(zipped(folder, parts));
}

// A row of inline texts.
inline std::string inline_row(const Texts& cells, const std::string& attributes = {}) {
    std::string row = "<row" + attributes + ">";
    for (const auto& text : cells) row += "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    return row + "</row>";
}

}  // namespace skifte::sheet::test
