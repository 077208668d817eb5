#!/usr/bin/env python3
"""Compares what the code uses with what the map in src/README.md allows.

Three things are compared with the table, and there is no list of exceptions:
  includes   every #include below include/skifte/<m>, src/<m> and the generated folders,
             <skifte/x/...> and "x/..." alike; a private header is its own module's alone
  externals  every other header with a known owner; a header without one is a fault too
  links      every edge that the build recorded in <build>/layers.txt
An external library that the table allows but no source includes is stale, and a fault.
"""

import argparse
import re
import sys
import tempfile
from pathlib import Path

# Header prefix -> short name in cmake/Dependencies.cmake. Longest prefix first is not needed: none
# is the beginning of another.
EXTERNAL_HEADERS = {
    "CLI/": "cli11",
    "catch2/": "catch2",
    "curl/": "libcurl",
    "expat.h": "expat",
    "fmt/": "fmt",
    "httplib.h": "httplib",
    "libp11.h": "libp11",
    "libsecret/": "libsecret",
    "nghttp2/": "nghttp2",
    "nlohmann/": "nlohmann_json",
    "openssl/": "openssl",
    "pcre2.h": "pcre2",
    "spdlog/": "spdlog",
    "sqlite3.h": "sqlite3",
    "toml++/": "tomlplusplus",
    "xlsxwriter.h": "xlsxwriter",
    "yaml-cpp/": "yaml-cpp",
    "zip.h": "libzip",
}

# What the language and the operating system bring: C++ headers have neither dot nor slash.
STANDARD_HEADER = re.compile(r"^[a-z_]+$")
SYSTEM_HEADER = re.compile(
    r"^(sys|netinet|arpa|net|linux)/[a-z0-9_]+\.h$"
    r"|^(unistd|fcntl|termios|signal|poll|pwd|grp|dirent|errno|time|stdlib|string|stdio|limits|malloc|locale"
    r"|langinfo|wchar|netdb|spawn|pthread|sched|dlfcn|getopt|syslog|utime|fnmatch|glob|ifaddrs)\.h$"
)
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', re.MULTILINE)
SOURCE_SUFFIXES = {".hpp", ".h", ".cpp", ".inc", ".ipp"}


def read_map(readme):
    """{module: (uses, externals)} from the table with the columns "module", "may use", "external"."""
    rows = {}
    columns = None
    for line in readme.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.lstrip().startswith("|"):
            columns = None
        elif {"module", "may use", "external"} <= set(cells):
            columns = {name: cells.index(name) for name in ("module", "may use", "external")}
        elif columns and len(cells) > max(columns.values()) and not set(line) <= set("|-: "):
            names = {key: re.findall(r"`([^`]+)`", cells[at]) for key, at in columns.items()}
            for module in names["module"]:
                rows[module] = (set(names["may use"]), set(names["external"]))
    return rows


def read_links(build):
    """The build's own record: (modules, {(module, used)}, {(module, external)})."""
    modules, uses, externals = set(), set(), set()
    for line in (build / "layers.txt").read_text(encoding="utf-8").splitlines():
        kind, *names = line.split()
        if kind == "module":
            modules.add(names[0])
        elif kind == "use":
            uses.add(tuple(names))
        elif kind == "external":
            externals.add(tuple(names))
    return modules, uses, externals


def folders_of(source, build, module):
    generated = build / "generated" / module
    return [source / "include" / "skifte" / module, source / "src" / module,
            generated / "include" / "skifte" / module, generated / "src"]


def files_of(source, build, module):
    for folder in folders_of(source, build, module):
        if folder.is_dir():
            yield from sorted(p for p in folder.rglob("*") if p.suffix in SOURCE_SUFFIXES and p.is_file())


def classify(path, quote, header, modules):
    """('module', name, private) | ('external', name) | ('own',) | ('fault', text)."""
    if ".." in Path(header).parts:
        return "fault", "a path with '..' hides the module it reaches"
    first, _, rest = header.partition("/")
    if first == "skifte" and rest:
        module = rest.split("/")[0]
        return ("module", module, False) if module in modules else ("fault", "no such module")
    if rest and first in modules:
        return "module", first, True
    for prefix, name in EXTERNAL_HEADERS.items():
        if header.startswith(prefix):
            return "external", name
    if quote == '"' and (path.parent / header).is_file():
        return ("own",)
    if STANDARD_HEADER.match(header) or SYSTEM_HEADER.match(header):
        return ("own",)
    return "fault", "a header whose owner tests/layers/check.py does not know"


def check_includes(source, build, table, links):
    faults = []
    used_externals = set()
    with_files = set()
    _, linked_uses, linked_externals = links
    for module, (may_use, may_external) in table.items():
        for path in files_of(source, build, module):
            with_files.add(module)
            text = path.read_text(encoding="utf-8")
            for found in INCLUDE.finditer(text):
                quote, header = found.groups()
                line = text.count("\n", 0, found.start()) + 1
                shown = path.relative_to(source) if path.is_relative_to(source) else path
                where = f"{shown}:{line}: {module} includes {header}"
                kind, *what = classify(path, quote, header, table)
                if kind == "fault":
                    faults.append(f"{where}: {what[0]}")
                elif kind == "module" and what[0] != module:
                    if what[1]:
                        faults.append(f"{where}: a private header of {what[0]}")
                    if what[0] not in may_use:
                        faults.append(f"{where}: {module} may not use {what[0]}")
                    elif (module, what[0]) not in linked_uses:
                        faults.append(f"{where}: {what[0]} is not in its USES")
                elif kind == "external":
                    used_externals.add((module, what[0]))
                    if what[0] not in may_external:
                        faults.append(f"{where}: {module} may not use the library {what[0]}")
                    elif (module, what[0]) not in linked_externals:
                        faults.append(f"{where}: {what[0]} is not in its EXTERNAL")
    for module in sorted(with_files):
        for name in sorted(table[module][1]):
            if (module, name) not in used_externals:
                faults.append(f"src/README.md: {module} is allowed {name}, which none of its files includes")
    return faults


def check_links(table, links):
    faults = []
    modules, uses, externals = links
    for module in sorted(modules - set(table)):
        faults.append(f"layers.txt: module {module} is not in src/README.md")
    for module, used in sorted(uses):
        if module in table and used not in table[module][0]:
            faults.append(f"layers.txt: {module} links {used}, which it may not use")
    for module, name in sorted(externals):
        if module in table and name not in table[module][1]:
            faults.append(f"layers.txt: {module} links the library {name}, which it may not use")
    return faults


def check_map(source, table):
    """The table itself: known names, no cycle, and no folder of sources outside it."""
    faults = []
    for module, (uses, externals) in table.items():
        for used in sorted(uses - set(table)):
            faults.append(f"src/README.md: {module} may use {used}, which is no module")
        for name in sorted(externals - set(EXTERNAL_HEADERS.values())):
            faults.append(f"src/README.md: {module}: unknown library {name}")
    done = set()

    def visit(module, path):
        if module in path:
            faults.append("src/README.md: a cycle: " + " → ".join(path[path.index(module):] + [module]))
        elif module in table and module not in done:
            for used in sorted(table[module][0]):
                visit(used, path + [module])
            done.add(module)

    for module in table:
        visit(module, [])
    for parent in (source / "src", source / "include" / "skifte"):
        if not parent.is_dir():
            continue
        for folder in sorted(p for p in parent.iterdir() if p.is_dir()):
            if folder.name not in table:
                faults.append(f"{folder.relative_to(source)}: not in src/README.md")
    return faults


def check(source, build):
    table = read_map(source / "src" / "README.md")
    if not table:
        return ["src/README.md: no table with the columns module, may use, external"]
    links = read_links(build)
    return check_map(source, table) + check_links(table, links) + check_includes(source, build, table, links)


def self_test():
    """The checker on small trees: a right one has no fault, and each wrong one has its own."""
    readme = ("| # | module | what it is | may use | external |\n|---|---|---|---|---|\n"
              "| 0 | `low` | a | – | `openssl` |\n| 1 | `high` | b | `low` | – |\n"
              "| 1 | `side` | c | – | – |\n")
    right = {
        "src/README.md": readme,
        "build/layers.txt": "module low\nexternal low openssl\nmodule high\nuse high low\nmodule side\n",
        "include/skifte/low/a.hpp": "#pragma once\n#include <vector>\n",
        "src/low/a.cpp": '#include <skifte/low/a.hpp>\n#include "low/p.hpp"\n#include <openssl/evp.h>\n'
                         "#include <sys/stat.h>\n",
        "src/low/p.hpp": "#pragma once\n",
        "src/high/b.cpp": "#include <skifte/low/a.hpp>\n",
        "src/side/c.cpp": "#include <string>\n",
    }
    cases = [
        ("right", {}, None),
        ("upwards", {"src/low/b.cpp": "#include <skifte/high/b.hpp>\n"}, "low may not use high"),
        ("upwards in quotes", {"src/low/b.cpp": '  # include "skifte/high/b.hpp"\n'}, "low may not use high"),
        ("private spelling", {"src/side/d.cpp": '#include "low/p.hpp"\n'}, "side may not use low"),
        ("private header", {"src/high/d.cpp": '#include "low/p.hpp"\n'}, "a private header of low"),
        ("private header in angles", {"src/high/d.cpp": "#include <low/p.hpp>\n"}, "a private header of low"),
        ("dots", {"src/side/d.cpp": '#include "../low/p.hpp"\n'}, "hides the module"),
        ("generated", {"build/generated/side/src/t.cpp": "#include <skifte/low/a.hpp>\n"}, "side may not use low"),
        ("no such module", {"src/side/d.cpp": "#include <skifte/gone/a.hpp>\n"}, "no such module"),
        ("external", {"src/side/d.cpp": "#include <curl/curl.h>\n"}, "may not use the library libcurl"),
        ("unknown header", {"src/side/d.cpp": "#include <ncurses.h>\n"}, "does not know"),
        ("link", {"build/layers.txt": right["build/layers.txt"] + "use low side\n"}, "low links side"),
        ("link of a library", {"build/layers.txt": right["build/layers.txt"] + "external side pcre2\n"},
         "links the library pcre2"),
        ("not linked", {"build/layers.txt": "module low\nexternal low openssl\nmodule high\n"}, "not in its USES"),
        ("library not linked", {"build/layers.txt": "module low\nmodule high\nuse high low\n"},
         "not in its EXTERNAL"),
        ("module not in the map", {"build/layers.txt": right["build/layers.txt"] + "module more\n"},
         "module more is not in"),
        ("folder not in the map", {"src/more/a.cpp": ""}, "src/more: not in"),
        ("stale", {"src/low/a.cpp": ""}, "allowed openssl, which none"),
        ("cycle", {"src/README.md": readme + "| 2 | `x` | d | `y` | – |\n| 2 | `y` | e | `x` | – |\n"}, "a cycle"),
        ("no table", {"src/README.md": "nothing\n"}, "no table"),
    ]
    failed = 0
    for name, changes, expected in cases:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for path, text in {**right, **changes}.items():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(text, encoding="utf-8")
            faults = check(root, root / "build")
        good = not faults if expected is None else any(expected in fault for fault in faults)
        if not good:
            failed += 1
            print(f"self-test '{name}': expected {expected or 'no fault'}, got {faults or 'none'}")
    print(f"self-test: {len(cases)} cases, {failed} failed")
    return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", type=Path, help="the checkout")
    parser.add_argument("--build", type=Path, help="the build folder that holds layers.txt")
    parser.add_argument("--self-test", action="store_true", help="check the checker on fabricated trees")
    arguments = parser.parse_args()
    if arguments.self_test:
        return 1 if self_test() else 0
    if not arguments.source or not arguments.build:
        parser.error("--source and --build are needed")
    faults = check(arguments.source.resolve(), arguments.build.resolve())
    for fault in faults:
        print(fault)
    print(f"layers: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
