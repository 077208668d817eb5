// Report: the rows as they came, and what became of each.
#include "unit/batch/fixture.hpp"

#include <skifte/batch/report.hpp>
#include <skifte/support/files.hpp>

#include <sys/stat.h>

using namespace skifte;
using namespace skifte::batch;
using namespace skifte::batch::test;

namespace {

struct Reported : Batch {
    ReportOptions how{.path = folder / "ud.csv", .run = "r-1", .say = [](const Fault& fault) {
                          return "<" + fault.code + ">";
                      }};
    std::string report() {
        good(write_report(source, checked.table, journal, how));
        std::string text = good(read_file(how.path));
        const std::string mark = "\xEF\xBB\xBF";
        REQUIRE(text.starts_with(mark));
        return text.substr(mark.size());
    }
};

constexpr const char* headings =
    "egenReference;beloeb;skifte.status;skifte.id;skifte.tidspunkt;skifte.fejlkode;skifte.fejltekst";

}  // namespace

TEST_CASE_METHOD(Reported, "Every row has a line in its order, with what became of it", "[report]") {
    fill(8);
    portal.fates["F-2"] = {Fate::refused};
    portal.fates["F-3"] = {Fate::lost_before};
    check();
    source.rows.erase(source.rows.begin() + 3, source.rows.end());  // a run of the first three, to begin with
    check();
    good(send());
    source.rows.insert(source.rows.end(),
                       {{"F-4", "4.00"}, {"F-5", "5.00"}, {"F-6", "6.00"}, {"F-1", "9.00"}});
    portal.add(source.rows[4]);
    source.faults[5] = {"beloeb", "amount.invalid", {}};
    check();
    good(recall(checked.table, journal, "r-1"));
    CHECK(report() == std::string(headings) + "\r\nF-1;1.00;indgivet;k-1;2027-01-15T08:00:00Z;;\r\n"
                                              "F-2;2.00;afvist;;;http.conflict;<http.conflict>\r\n"
                                              "F-3;3.00;ukendt;;;net.reset;<net.reset>\r\n"
                                              "F-4;4.00;ikke-sendt;;;;\r\n"
                                              "F-5;5.00;findes;k-2;;;\r\n"
                                              "F-6;6.00;fejl;;;amount.invalid;beloeb: <amount.invalid>\r\n"
                                              "F-1;9.00;aendret;;;batch.changed;<batch.changed>\r\n");
}

TEST_CASE_METHOD(Reported, "What another run has filed was filed before", "[report]") {
    fill(1);
    check();
    good(send());
    how.run = "";
    checked.table.told.clear();  // by this process, which the other run was not of
    CHECK(report().find("F-1;1.00;tidligere;k-1;") != std::string::npos);
}

TEST_CASE_METHOD(Reported, "Only what is to be mended, where that is wanted", "[report]") {
    fill(3);
    portal.fates["F-2"] = {Fate::refused};
    portal.add(source.rows[2]);
    check();
    good(send());
    how.only_unfiled = true;
    CHECK(report() == std::string(headings) + "\r\nF-2;2.00;afvist;;;http.conflict;<http.conflict>\r\n");
}

TEST_CASE_METHOD(Reported, "Further columns stand behind, by the portal's id", "[report]") {
    fill(2);
    portal.fates["F-2"] = {Fate::refused};
    check();
    good(send());
    how.more_columns = {"skifte.rettensStatus"};
    how.more = [](const std::string& id) { return std::vector<std::string>{id == "k-1" ? "ANMELDT" : ""}; };
    const std::string text = report();
    CHECK(text.starts_with(std::string(headings) + ";skifte.rettensStatus\r\n"));
    CHECK(text.find("2027-01-15T08:00:00Z;;;ANMELDT\r\n") != std::string::npos);
    CHECK(text.find("<http.conflict>;\r\n") != std::string::npos);
}

TEST_CASE_METHOD(Reported, "Nobody else may read it", "[report]") {
    fill(1);
    check();
    (void)report();
    struct stat info {};
    REQUIRE(::stat(how.path.c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0600);
}

TEST_CASE("Columns of a report are known again", "[report]") {
    CHECK(is_report_column("skifte.status"));
    CHECK(is_report_column("skifte.rettensStatus"));
    CHECK_FALSE(is_report_column("status"));
    CHECK_FALSE(is_report_column("beloeb"));
}
