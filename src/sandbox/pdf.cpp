// PDF 1.4 (ISO 32000-1) by hand: catalog, one page, one of the fonts every reader has, one uncompressed
// stream.
#include "sandbox/pdf.hpp"

#include <cstdio>

namespace skifte::sandbox {
namespace {

// UTF-8 to WinAnsiEncoding for U+0000–U+00FF, where the two agree but for 80–9F; the rest becomes "?".
std::string win_ansi(std::string_view utf8) {
    std::string out;
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const auto byte = static_cast<unsigned char>(utf8[i]);
        if (byte < 0x80) {
            out += utf8[i];
        } else if ((byte == 0xC2 || byte == 0xC3) && i + 1 < utf8.size()) {
            const auto next = static_cast<unsigned char>(utf8[++i]);
            out += static_cast<char>(((byte & 0x03) << 6) | (next & 0x3F));
        } else {
            while (i + 1 < utf8.size() && (static_cast<unsigned char>(utf8[i + 1]) & 0xC0) == 0x80) ++i;
            out += '?';
        }
    }
    return out;
}

std::string literal(std::string_view utf8) {
    std::string out = "(";
    for (const char c : win_ansi(utf8)) {
        if (c == '(' || c == ')' || c == '\\') out += '\\';
        out += c;
    }
    return out + ")";
}

std::string page_content(const std::vector<std::string>& lines) {
    std::string content = "BT 60 780 Td 15 TL /F1 14 Tf\n";
    bool heading = true;
    for (const std::string& line : lines) {
        content += literal(line) + " Tj T*\n";
        if (heading) content += "/F1 11 Tf T*\n";
        heading = false;
    }
    return content + "ET\n";
}

}  // namespace

std::string make_pdf(std::string_view title, const std::vector<std::string>& lines) {
    const std::string content = page_content(lines);
    const std::vector<std::string> objects{
        "<< /Type /Catalog /Pages 2 0 R /Lang (da-DK) >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
        " /Resources << /Font << /F1 4 0 R >> >> >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "endstream",
        "<< /Title " + literal(title) + " /Producer (Skifte sandkasse) >>",
    };
    // The second line marks the file as binary for programs that guess.
    std::string pdf = "%PDF-1.4\n%\xE6\xF8\xE5\xC6\n";
    std::string table = "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
    for (std::size_t i = 0; i < objects.size(); ++i) {
        char entry[32];
        std::snprintf(entry, sizeof entry, "%010zu 00000 n \n", pdf.size());
        table += entry;
        pdf += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const std::size_t table_at = pdf.size();
    return pdf + table + "trailer\n<< /Size " + std::to_string(objects.size() + 1) +
           " /Root 1 0 R /Info 6 0 R >>\nstartxref\n" + std::to_string(table_at) + "\n%%EOF\n";
}

}  // namespace skifte::sandbox
