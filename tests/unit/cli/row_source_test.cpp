// Rows by a glance and rows read in full: the same faults, and prints that are the same where the filings
// are.
#include "cli/commands/nouns.hpp"
#include "cli/row_source.hpp"
#include "unit/auth/test_pki.hpp"
#include "unit/cli/piped_streams.hpp"
#include "unit/cli/row_texts.hpp"

#include <skifte/filing/canonical.hpp>
#include <skifte/support/json_text.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <map>

using namespace skifte;
using namespace skifte::cli;
using skifte::cli::test::below;
using skifte::cli::test::cells;
using skifte::cli::test::mutated;
using skifte::cli::test::one_of;
using skifte::cli::test::Random;
using skifte::cli::test::Texts;

namespace {

struct Subject {
    const Noun& noun;
    Texts always;  // columns, mostly
};
const Subject subjects[] = {
    {krav_noun, {"kravtype", "anmeldelsestype", "beloeb", "grundlag", "kreditor.navn", "egenReference"}},
    {tilgodehavende_noun, {"tilgodehavendetype", "beloeb", "skyldner.navn", "egenReference"}},
};

struct Table {
    Texts headings;
    std::vector<Texts> rows;
};

Table table_of(Random& random, const Subject& subject, bool place_column) {
    const RowColumns meanings{subject.noun, {}};
    Table table{subject.always, {}};
    if (place_column) table.headings.emplace_back("selskab");
    for (const auto& [heading, texts] : cells) {
        const bool is_place = heading == "selskab" || heading == "bo";
        const bool known =
            std::find(table.headings.begin(), table.headings.end(), heading) != table.headings.end();
        const bool means = meanings.meaning(heading).kind != Meaning::Kind::unknown;
        const bool wanted = means && (place_column || !is_place);
        if (!known && wanted && below(random, 4) == 0) table.headings.push_back(heading);
    }
    if (below(random, 4) == 0)
        table.headings.erase(table.headings.begin() +
                             static_cast<std::ptrdiff_t>(below(random, subject.always.size())));
    std::shuffle(table.headings.begin(), table.headings.end(), random);
    for (int i = 0; i < 60; ++i) {
        Texts row;
        for (const std::string& heading : table.headings) {
            const Texts& texts = cells.at(heading);
            const std::string& text = below(random, 6) == 0 ? one_of(random, texts) : texts.front();
            row.push_back(below(random, 30) == 0 ? mutated(random, text) : text);
        }
        if (below(random, 50) == 0) row.emplace_back("mere");
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) out.append(c == '"' ? 2 : 1, c);
    return out + '"';
}

std::string csv_of(const Table& table) {
    std::string text;
    const auto line = [&](const Texts& row) {
        for (const std::string& cell : row) (text += &cell == row.data() ? "" : ";") += quoted(cell);
        text += '\n';
    };
    line(table.headings);
    for (const Texts& row : table.rows) line(row);
    return text;
}

// Numbers are numbers there, and some members are left out.
std::string json_lines_of(Random& random, const Table& table) {
    std::string text;
    for (const Texts& row : table.rows) {
        Json object = Json::object();
        for (std::size_t i = 0; i < table.headings.size(); ++i) {
            if (row[i].empty() && below(random, 2) == 0) continue;
            const auto number = Json::parse(row[i]);
            if (number && number->is_number() && below(random, 2) == 0)
                object.set(table.headings[i], *number);
            else if (below(random, 40) == 0)
                object.set(table.headings[i], Json::array({Json(row[i])}));
            else
                object.set(table.headings[i], row[i]);
        }
        text += object.dump() + '\n';
    }
    return text;
}

class FixedClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override { return parse_rfc3339("2026-11-23T12:00:00Z").value(); }
    [[nodiscard]] std::chrono::steady_clock::time_point steady() const override { return {}; }
};

// A profile with a certificate of nobody, which no call is made with.
struct Desk {
    auth::test::TemporaryFolder folder;
    auth::test::EnvironmentVariable secret{"SKIFTE_TEST_SECRET", "Kode?.;-+1234"};
    FixedClock clock;
    cli::test::PipedStreams pipes;
    Session session;
    Context context;

    Desk()
        : session({.config_path = written(), .config_origin = Origin::flag}, clock),
          context(pipes.streams(), Globals{}, session, clock) {}

    std::filesystem::path written() const {
        write("c.p12", auth::test::make_p12(auth::test::whole_chain()));
        return write("config.toml", R"([profiles.test]
environment = "sandbox"
base-url = "https://localhost:1"
token-endpoint = "https://localhost:1/token"
client-id = "c"
client-secret = "env:SKIFTE_TEST_SECRET"
certificate = "c.p12"
certificate-password = "env:SKIFTE_TEST_SECRET"
)");
    }
    std::filesystem::path write(const std::string& name, const std::string& text) const {
        const auto path = folder.path() / name;
        std::ofstream(path, std::ios::binary) << text;
        std::filesystem::permissions(path, std::filesystem::perms::owner_read |
                                               std::filesystem::perms::owner_write);
        return path;
    }
};

struct Seen {
    std::vector<Fault> faults;
    std::string identity, content;  // "" for a row with faults
};

// As filing.cpp hashes them.
Seen seen(const batch::Item& item) {
    Seen out{item.faults, "", ""};
    if (item.target == nullptr) return out;
    const filing::Identity identity = item.target->identity();
    out.identity = identity.operation + filing::canonical_text(identity.target);
    for (const auto& [source, value] : identity.identity) {
        append_json_string(out.identity, source);
        append_json_string(out.identity, value);
    }
    out.content = identity.content;
    return out;
}

// The same both ways, or it says where not. Gives how many rows a glance was enough for.
std::size_t compare(RowSource& source) {
    std::vector<Seen> full;
    batch::Item item;
    const auto more = [](const Result<bool>& read) {
        INFO((read ? "" : read.error().code));
        REQUIRE(read);
        return *read;
    };
    const auto began = source.rewind();
    INFO((began ? "" : began.error().code));
    REQUIRE(began);
    while (more(source.next(item, true))) full.push_back(seen(item));
    const std::size_t repaired = source.repaired().size();
    REQUIRE(source.gives_prints());
    REQUIRE(source.rewind());
    std::size_t at = 0, glances = 0;
    std::map<std::string, std::uint64_t> identities, contents;
    std::map<std::uint64_t, std::string> known_identities, known_contents;
    for (; more(source.glance(item)); ++at) {
        const Seen& wanted = full.at(at);
        CAPTURE(at);
        REQUIRE(item.faults == wanted.faults);
        REQUIRE(item.print.has_value() == !wanted.identity.empty());
        if (!item.print) continue;
        glances += item.target == nullptr ? 1 : 0;
        const auto& [identity, content] = *item.print;
        REQUIRE(identities.try_emplace(wanted.identity, identity).first->second == identity);
        REQUIRE(known_identities.try_emplace(identity, wanted.identity).first->second == wanted.identity);
        REQUIRE(contents.try_emplace(wanted.content, content).first->second == content);
        REQUIRE(known_contents.try_emplace(content, wanted.content).first->second == wanted.content);
    }
    CHECK(at == full.size());
    CHECK(source.repaired().size() == repaired);
    return glances;
}

}  // namespace

TEST_CASE("A glance at a row finds what reading it in full finds", "[rows]") {
    Desk desk;
    Random random{20261127};
    std::size_t glances = 0, rows = 0;
    for (int round = 0; round < 120; ++round) {
        CAPTURE(round);
        RowOptions options;
        options.look_up = false;
        options.cells.mark =
            one_of(random, std::array{DecimalMark::unsure, DecimalMark::comma, DecimalMark::dot});
        options.cells.repair_zeros = below(random, 2) == 0;
        const bool by_column = below(random, 2) == 0;
        const Subject& subject = one_of(random, subjects);
        if (!by_column) {
            const bool estate = below(random, 3) == 0;
            options.place = &subject.noun.places[estate ? 0 : 1];
            options.parent = estate ? "4b1f7d52-0000-4a00-8000-000000000001" : "99999999";
            if (below(random, 8) == 0) options.parent = "9999";
        }
        const Table table = table_of(random, subject, by_column);
        const bool csv = below(random, 3) != 0;
        const auto path = desk.write("krav", csv ? csv_of(table) : json_lines_of(random, table));
        RowSource source{desk.context, subject.noun, sheet::Input::open(path, desk.folder.path()).value(),
                         options};
        glances += compare(source);
        rows += table.rows.size();
    }
    CHECK(glances > rows / 10);
}
