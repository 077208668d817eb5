// XLSX: the input as the file, or as one part of an archive that is otherwise whole, since a change of bytes
// seldom makes another archive. Its first byte says which.
#include "fuzz/sheet_rows.hpp"

#include <array>
#include <string>
#include <utility>
#include <zip.h>

namespace skifte::fuzz {

namespace {

constexpr std::string_view officedocument =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

using Parts = std::array<std::pair<const char*, std::string>, 6>;

Parts whole() {
    const auto relation = [](std::string_view id, std::string_view type, std::string_view target) {
        return "<Relationship Id=\"" + std::string(id) + "\" Type=\"" + std::string(officedocument) +
               std::string(type) + "\" Target=\"" + std::string(target) + "\"/>";
    };
    return {{{"xl/worksheets/sheet1.xml",
              "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c></row><row><c s=\"1\"><v>45000</v></c></row>"
              "</sheetData></worksheet>"},
             {"xl/sharedStrings.xml", "<sst><si><t>Navn</t></si></sst>"},
             {"xl/styles.xml",
              "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"},
             {"xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Krav\" sheetId=\"1\" "
                                 "r:id=\"r1\"/></sheets></workbook>"},
             {"xl/_rels/workbook.xml.rels", "<Relationships>" +
                                                relation("r1", "worksheet", "worksheets/sheet1.xml") +
                                                relation("r2", "sharedStrings", "sharedStrings.xml") +
                                                relation("r3", "styles", "styles.xml") + "</Relationships>"},
             {"_rels/.rels",
              "<Relationships>" + relation("r1", "officeDocument", "xl/workbook.xml") + "</Relationships>"}}};
}

void write_archive(const std::filesystem::path& path, const Parts& parts) {
    zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    hold(archive != nullptr, "an archive can be made");
    for (const auto& [name, content] : parts) {
        zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
        const zip_int64_t index = zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8);
        hold(index >= 0, "a part can be added");
        zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
    }
    hold(zip_close(archive) == 0, "an archive can be written");
}

}  // namespace

void run(std::string_view input) {
    if (input.empty()) return;
    Parts parts = whole();
    const auto which = static_cast<unsigned char>(input[0]) % (parts.size() + 1);
    input.remove_prefix(1);
    if (which == parts.size()) return read_sheet(as_file(input, "krav.xlsx"));
    parts[which].second = std::string(input);
    const std::filesystem::path path = as_file("", "krav.xlsx");
    write_archive(path, parts);
    read_sheet(path);
}

}  // namespace skifte::fuzz
