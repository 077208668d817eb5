"""The same krav as a sheet of each kind, and as the multipart bodies that the other clients send."""
import json
import zipfile

BOUNDARY = "skifte-bench-2f1c6a0de94b4c17"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
XLSX_PARTS = {
    "[Content_Types].xml":
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SHEET_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels":
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml":
        f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets><sheet name="Krav" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels":
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
}


def make_row(number):
    return {"kravtype": "FORSYNING", "anmeldelsestype": "ENDELIG", "beloeb": f"{1000 + number % 9000},{number % 100:02}",
            "grundlag": f"Faktura {number}", "kreditorNavn": "Fiktiv Forsyning A/S", "egenReference": f"B{number}"}


def write_csv(path, rows):
    with path.open("w", encoding="utf-8") as out:
        out.write(";".join(make_row(0)) + "\n")
        for number in range(rows):
            out.write(";".join(make_row(number).values()) + "\n")


def write_json_lines(path, rows):
    with path.open("w", encoding="utf-8") as out:
        for number in range(rows):
            row = make_row(number)
            out.write(json.dumps({**row, "beloeb": row["beloeb"].replace(",", ".")}) + "\n")


def write_xlsx(path, rows):
    """With inline strings: what a program writes that does not keep the sheet in memory."""
    def line(number, values):
        cells = "".join(f'<c r="{chr(65 + at)}{number}" t="inlineStr"><is><t>{value}</t></is></c>'
                        for at, value in enumerate(values))
        return f'<row r="{number}">{cells}</row>'.encode()

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, text in XLSX_PARTS.items():
            package.writestr(name, text)
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as out:
            out.write(f'<worksheet xmlns="{SHEET}"><sheetData>'.encode() + line(1, make_row(0)))
            for number in range(rows):
                out.write(line(number + 2, make_row(number).values()))
            out.write(b"</sheetData></worksheet>")


def write_bodies(folder, rows):
    folder.mkdir()
    for number in range(rows):
        row = make_row(number)
        krav = {"kravtype": row["kravtype"], "anmeldelsestype": row["anmeldelsestype"],
                "beloeb": float(row["beloeb"].replace(",", ".")), "grundlag": row["grundlag"],
                "kreditor": {"navn": row["kreditorNavn"]}, "egenReference": row["egenReference"]}
        (folder / str(number)).write_bytes(
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="krav"\r\nContent-Type: application/json\r\n\r\n'
            f"{json.dumps(krav, ensure_ascii=False)}\r\n--{BOUNDARY}--\r\n".encode())
