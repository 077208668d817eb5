#include "cli/file_name.hpp"

#include <catch2/catch.hpp>

using skifte::cli::safe_file_name;

namespace {

std::string pdf(std::string_view name) {
    return safe_file_name(name, "application/pdf", "dokument-1.pdf");
}

}  // namespace

TEST_CASE("A usual name is kept", "[file-name]") {
    CHECK(pdf("retsbog.pdf") == "retsbog.pdf");
    CHECK(pdf("Retsbog, 3. møde (æøå).PDF") == "Retsbog, 3. møde (æøå).PDF");
}

TEST_CASE("A name from a server leads nowhere, hides nothing and is no option", "[file-name]") {
    CHECK(pdf("../../.ssh/authorized_keys") == "authorized_keys.pdf");
    CHECK(pdf("/etc/passwd") == "passwd.pdf");
    CHECK(pdf("C:\\Windows\\x.pdf") == "x.pdf");
    CHECK(pdf(".profile.pdf") == "profile.pdf");
    CHECK(pdf("-rf.pdf") == "rf.pdf");
    CHECK(pdf("a\nb\x1b[31m.pdf") == "a b [31m.pdf");
    CHECK(pdf("fdp.\xE2\x80\xAEscr.pdf") == "fdp. scr.pdf");
    CHECK(pdf("retsbog.pdf. ") == "retsbog.pdf");
    CHECK(pdf("a<b>:\"|?*.pdf") == "a_b______.pdf");
    for (const auto* nothing : {"", ".", "..", "/", "...", " . ", "--", "a/"})
        CHECK(pdf(nothing) == "dokument-1.pdf");
}

TEST_CASE("A name does not say that it is something else than it is", "[file-name]") {
    CHECK(pdf("retsbog") == "retsbog.pdf");
    CHECK(pdf("retsbog.pdf.desktop") == "retsbog.pdf.desktop.pdf");
    CHECK(safe_file_name("foto.JPEG", "image/jpeg", "x") == "foto.JPEG");
    CHECK(safe_file_name("foto", "image/jpeg", "x") == "foto.jpg");
    CHECK(safe_file_name("noget.bin", "application/octet-stream", "x") == "noget.bin");
}

TEST_CASE("A CPR in a name is masked", "[file-name]") {
    CHECK(pdf("Ejer 010190-0000.pdf") == "Ejer 010190-xxxx.pdf");
}

TEST_CASE("A long name is cut between characters and keeps its extension", "[file-name]") {
    std::string name;
    for (int i = 0; i < 300; ++i) name += "ø";
    const std::string cut = pdf(name + ".pdf");
    CHECK(cut.size() <= 200);
    CHECK(cut.ends_with("ø.pdf"));
    CHECK(pdf(std::string(400, 'a')).ends_with("a.pdf"));
}
