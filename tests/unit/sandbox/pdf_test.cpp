// The small PDF writer.
#include "sandbox/pdf.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

using skifte::sandbox::make_pdf;

namespace {

std::string output_of(const std::string& command) {
    std::FILE* pipe = ::popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::string out;
    std::array<char, 4096> buffer{};
    for (std::size_t n = 0; (n = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        out.append(buffer.data(), n);
    ::pclose(pipe);
    return out;
}

}  // namespace

TEST_CASE("every object of a PDF stands where its table says") {
    const std::string pdf = make_pdf("Titel", {"En linje", "(parenteser) og \\"});
    REQUIRE(pdf.starts_with("%PDF-1.4\n"));
    const std::size_t at = pdf.rfind("startxref\n") + 10;
    const std::size_t table = std::stoul(pdf.substr(at));
    REQUIRE(pdf.compare(table, 5, "xref\n") == 0);
    std::size_t line = pdf.find("0000000000 65535 f \n", table) + 20;
    for (int object = 1; object <= 6; ++object, line += 20) {
        const std::size_t offset = std::stoul(pdf.substr(line, 10));
        CHECK(pdf.compare(offset, 8, std::to_string(object) + " 0 obj\n") == 0);
    }
    CHECK(pdf.find("\\(parenteser\\) og \\\\") != std::string::npos);
}

TEST_CASE("a stream has the length it states") {
    const std::string pdf = make_pdf("Titel", {"En linje"});
    const std::size_t from = pdf.find("stream\n") + 7;
    const std::size_t to = pdf.find("endstream");
    CHECK(std::stoul(pdf.substr(pdf.find("/Length ") + 8)) == to - from);
}

TEST_CASE("Danish letters are in the encoding of the font, and what it lacks is a question mark") {
    const std::string pdf = make_pdf("", {"\xC3\xA6\xC3\xB8\xC3\xA5 \xE2\x82\xAC."});
    CHECK(pdf.find("(\xE6\xF8\xE5 ?.)") != std::string::npos);
}

TEST_CASE("pdftotext reads what was written, where it is installed") {
    if (std::system("command -v pdftotext >/dev/null 2>&1") != 0) return;
    std::string name = (std::filesystem::temp_directory_path() / "skifte-pdf-XXXXXX").string();
    REQUIRE(::mkstemp(name.data()) >= 0);
    std::ofstream(name, std::ios::binary)
        << make_pdf("Retsbog", {"Udskrift af retsbogen", "Retten hævet på ny."});
    const std::string text = output_of("pdftotext '" + name + "' -");
    std::filesystem::remove(name);
    CHECK(text.find("Udskrift af retsbogen") != std::string::npos);
    CHECK(text.find("Retten hævet på ny.") != std::string::npos);
}
