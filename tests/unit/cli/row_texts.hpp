// Texts of cells that are right, wrong, and a letter beside it, for what is to agree on any of them.
#pragma once

#include <skifte/support/utf8.hpp>

#include <iterator>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::cli::test {

using Texts = std::vector<std::string>;
using Random = std::mt19937;

inline std::size_t below(Random& random, std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>{0, limit - 1}(random);
}
template <typename List>
const auto& one_of(Random& random, const List& list) {
    return list[below(random, std::size(list))];
}

// What people write, what programs make of it, and what is next to it.
inline const std::map<std::string, Texts> cells{
    {"kravtype", {"FORSYNING", "FORSYNING", "FORSYNING", "forsyning", "FORSYNINGER", "ANDET", " FORSYNING"}},
    {"anmeldelsestype", {"ENDELIG", "ENDELIG", "ENDELIG", "FORELOEBIG", "Endelig", "ENDE"}},
    {"beloeb",
     {"1234,50",
      "1.234,50",
      "1234,5",
      "1234",
      "1234.5",
      "1234.50",
      "1.234",
      "0",
      "0,5",
      "00,5",
      "-1",
      "1e3",
      "1,234.50",
      "1234,505",
      "12.34,5",
      "1.234.567,89",
      "1.2345,6",
      "999999999999999,99",
      "1000000000000000",
      "123456789012345678901",
      "1234,",
      ",5",
      ".5",
      "1 234,50",
      "1234,5,0",
      "x",
      "0,00",
      "100000000000",
      "10,0"}},
    {"renter", {"", "", "1,00", "1,0", "1.0", "1", "-0,00"}},
    {"rentesats", {"", "", "8,05", "8,050", "100", "100,01", "101"}},
    {"forfaldsdato",
     {"", "2026-12-31", "31-12-2026", "31/12/2026", "31.12.2026", "31-12/2026", "1-3-2026", "29-02-2025",
      "29-02-2024", "2026-13-01", "0000-01-01", "2026-12-31T00:00:00Z", "12-31-2026", "2026-1-1"}},
    {"grundlag",
     {"Faktura 17",
      "Faktura 17",
      "Æbler",
      "Ø",
      " Faktura 17",
      "Faktura 17 ",
      "1T",
      "'=1+1",
      "\xC2\xA0",
      "2026-01-01T00:00:00Z",
      "2026-01-01T01:00:00+01:00",
      "2026-01-01T01:00:00.000+01:00",
      "\x0B",
      "\x01",
      "a\tb",
      std::string(4000, 'x'),
      std::string(4001, 'x'),
      "17",
      "010170-0000",
      "\x7F"}},
    {"genstand", {"", "", "", "Kopimaskine", "-"}},
    {"kreditor.navn", {"Fiktiv Forsyning A/S", "Fiktiv Forsyning A/S", "B", "", std::string(201, 'n'), "17"}},
    {"kreditor.cvrNummer",
     {"", "", "99999999", "77777777", "9999999", "DK 99999999", "99 99 99 99", "DK99999999", "999999990",
      "x"}},
    {"kreditor.cprNummer", {"", "", "", "010170-0000", "0101700000", "101700000", "3213330000"}},
    {"kreditor.email", {"", "", "", "part@example.org", "part"}},
    {"kreditor.adresse.postnummer", {"", "", "", "8000", "800"}},
    {"egenReference",
     {"17", "17", "18", "B1", "B2", "", std::string(50, 'x'), std::string(51, 'x'), "1T", "0017", "17,0"}},
    {"sikkerhed.beskrivelse", {"", "", "", "Depositum"}},
    {"skifte.status", {"", "indgivet"}},
    {"tilgodehavendetype", {"DEPOSITUM", "DEPOSITUM", "depositum", "INDLAAN", "x"}},
    {"skyldner.navn", {"Fiktiv Bank A/S", "B", ""}},
    {"skyldner.cvrNummer", {"", "77777777", "DK 77777777", "777"}},
    {"skyldner.telefonnummer", {"", "+45 00 00 00 00", "x"}},
    {"selskab", {"99999999", "99999999", "77777777", "DK 99999999", "9999", ""}},
    {"bo", {"", "", "4b1f7d52-0000-4a00-8000-000000000001", "4b1f7d52"}},
    // What another column says as well.
    {"Amount", {"", "", "1,00"}},
    {"kreditor", {"", "", "B"}},
};

inline std::string mutated(Random& random, const std::string& before) {
    std::string text = before;
    static constexpr std::string_view bytes = "0123456789.,-T +x\t'";
    const std::size_t at = below(random, text.size() + 1);
    if (below(random, 2) == 0 && at < text.size())
        text.erase(at, 1);
    else
        text.insert(at, 1, one_of(random, bytes));
    return is_utf8(text) ? text : before;
}

}  // namespace skifte::cli::test
