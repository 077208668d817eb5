#include <skifte/support/identifiers.hpp>

#include <catch2/catch.hpp>

#include <vector>

using namespace skifte;

// No number here was ever anybody's: serials of 0000 are not given out, and the rest fail modulus 11 or state
// a birth in a year to come.

TEST_CASE("A CVR number is taken as people write it", "[cvr]") {
    for (const char* text : {"12345678", "DK12345678", "dk12345678", "DK 12345678", "DK 12 34 56 78",
                             "DK-12345678", "12 34 56 78", "12-34-56-78", " 12345678 ", "1234 5678"}) {
        INFO(text);
        const auto cvr = Cvr::parse(text);
        REQUIRE(cvr);
        CHECK(cvr->digits() == "12345678");
    }
}

TEST_CASE("A CVR number of another shape is refused", "[cvr]") {
    for (const char* text :
         {"", "1234567", "123456789", "1234567a", "DK", "DK1234567", "SE12345678", "12.34.56.78",
          "12--345678", "-12345678", "DK-", "DK--12345678", "12345678-", "DKDK12345678", "1234567\xC3\xA6"}) {
        INFO(text);
        const auto cvr = Cvr::parse(text);
        REQUIRE_FALSE(cvr);
        CHECK(cvr.error().code == "cvr.invalid");
        CHECK(cvr.error().argument("value") == text);
    }
    CHECK(Cvr::parse("010203-0000").error().argument("value") == "010203-xxxx");
}

TEST_CASE("The check digit of a CVR number is told right from wrong", "[cvr]") {
    CHECK(Cvr::parse("13748136")->modulus11());
    CHECK_FALSE(Cvr::parse("12345678")->modulus11());
    // A check digit of 0.
    CHECK(Cvr::parse("10000130")->modulus11());
    for (char last = '0'; last <= '9'; ++last)
        CHECK(Cvr::parse(std::string("1374813") + last)->modulus11() == (last == '6'));
}

TEST_CASE("A CPR number is taken with and without its hyphen", "[cpr]") {
    for (const char* text : {"010203-0000", "0102030000", " 010203-0000 "}) {
        INFO(text);
        const auto cpr = Cpr::parse(text);
        REQUIRE(cpr);
        CHECK(cpr->digits().reveal() == "0102030000");
        CHECK(cpr->masked() == "010203-xxxx");
        CHECK_FALSE(cpr->is_replacement());
    }
}

TEST_CASE("A CPR number states its century by the seventh digit", "[cpr]") {
    struct Case {
        const char* number;
        const char* born;
    };
    const std::vector<Case> cases{
        {"030200-0000", "1900-02-03"}, {"030299-0000", "1999-02-03"}, {"030299-3000", "1999-02-03"},
        {"030200-4000", "2000-02-03"}, {"030236-4000", "2036-02-03"}, {"030237-4000", "1937-02-03"},
        {"030299-4000", "1999-02-03"}, {"030200-5000", "2000-02-03"}, {"030257-5000", "2057-02-03"},
        {"030258-5000", "1858-02-03"}, {"030298-8000", "1898-02-03"}, {"030257-8000", "2057-02-03"},
        {"030236-9000", "2036-02-03"}, {"030237-9000", "1937-02-03"}, {"290200-4000", "2000-02-29"},
    };
    for (const auto& [number, born] : cases) {
        INFO(number);
        const auto cpr = Cpr::parse(number);
        REQUIRE(cpr);
        REQUIRE(cpr->birth_date());
        CHECK(cpr->birth_date()->iso() == born);
    }
}

TEST_CASE("A replacement number is valid and states no birth", "[cpr]") {
    for (const char* number : {"610203-0000", "910103-0000", "890200-0000", "890201-0000"}) {
        INFO(number);
        const auto cpr = Cpr::parse(number);
        REQUIRE(cpr);
        CHECK(cpr->is_replacement());
        CHECK_FALSE(cpr->birth_date());
    }
    CHECK(Cpr::parse("670203-0000")->masked() == "670203-xxxx");
}

TEST_CASE("A CPR number that cannot be one is refused, and not repeated", "[cpr]") {
    for (const char* text : {"",
                             "010203",
                             "010203-000",
                             "010203-00000",
                             "010203 0000",
                             "01020300000",
                             "0102-030000",
                             "010203-00a0",
                             "000103-0000",
                             "320103-0000",
                             "600103-0000",
                             "920103-0000",
                             "410103-0000",
                             "010003-0000",
                             "011303-0000",
                             "310403-0000",
                             "290200-0000",
                             "910403-0000",
                             "900203-0000",
                             "01-02-03-00",
                             "\xC3\xA6\xC3\xA6\xC3\xA6-0000"}) {
        INFO(text);
        const auto cpr = Cpr::parse(text);
        REQUIRE_FALSE(cpr);
        CHECK(cpr.error().code == "cpr.invalid");
        CHECK(cpr.error().arguments.empty());
    }
}

TEST_CASE("What looks like a CPR in free text is masked", "[cpr]") {
    CHECK(mask_cprs("") == "");
    CHECK(mask_cprs("nothing here, 12345 nor 123456") == "nothing here, 12345 nor 123456");
    CHECK(mask_cprs("010203-0000") == "010203-xxxx");
    CHECK(mask_cprs("0102030000") == "010203-xxxx");
    CHECK(mask_cprs("a 010203 0000, b") == "a 010203-xxxx, b");
    CHECK(mask_cprs("010203\u00A00000") == "010203-xxxx");
    CHECK(mask_cprs("010203\u20130000") == "010203-xxxx");
    CHECK(mask_cprs("{\"cpr\":\"0102030000\"}") == "{\"cpr\":\"010203-xxxx\"}");
    CHECK(mask_cprs("x0102030000y") == "x010203-xxxx"
                                       "y");
    CHECK(mask_cprs("010203-0000 040506-0000") == "010203-xxxx 040506-xxxx");
    CHECK(mask_cprs("no date at all: 999999-9999") == "no date at all: 999999-xxxx");
}

TEST_CASE("A longer number is not taken for a CPR", "[cpr]") {
    for (const char* text : {"01020300001", "1010203-0000", "010203-00001", "12345678", "010203--0000",
                             "010203  0000", "12345678901234567890", "010203-000", "010203-"}) {
        INFO(text);
        CHECK(mask_cprs(text) == text);
    }
    // The second half of one that is none may be the first half of one that is.
    CHECK(mask_cprs("ab123456-1234-4a00-8000-ab0123456789") == "ab123456-1234-4a00-8000-ab0123456789");
    CHECK(mask_cprs("CPR0102030000") == "CPR010203-xxxx");
    CHECK(mask_cprs("faktura0102030000.pdf") == "faktura010203-xxxx.pdf");
    CHECK(mask_cprs("faktura010203-0000b.pdf") == "faktura010203-xxxxb.pdf");
    CHECK(mask_cprs("a0102030000") == "a010203-xxxx");
    CHECK(mask_cprs("123-010203-0000") == "123-010203-xxxx");
    CHECK(mask_cprs("111111 010203 0000") == "111111 010203-xxxx");
}

TEST_CASE("Masking what is masked changes nothing", "[cpr]") {
    const std::string once = mask_cprs("010203-0000 and 0405060000");
    CHECK(mask_cprs(once) == once);
}

TEST_CASE("what is masked has nothing left to mask, though a mask parts words") {
    for (const std::string text :
         {"07z600046 0000FFFFFFFabdddddddd2612208202D0106782", "z600046 0000ab2612208202"})
        CHECK(mask_cprs(mask_cprs(text)) == mask_cprs(text));
}
