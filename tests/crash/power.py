"""What a power cut leaves of the files: what was not synced is as it was before."""
import pathlib


class Record:
    def __init__(self, line):
        self.kind, *words = line.split(" ")
        paths = {"R": 2}.get(self.kind, 1)
        self.paths = [pathlib.Path(word.replace("%20", " ")) for word in words[:paths]]
        self.numbers = [int(word) for word in words[paths:] if word.isdigit() and self.kind in "WT"]
        self.bytes = b"" if self.kind in "CS" or words[-1] == "-" else bytes.fromhex(words[-1])
        if self.kind == "W":
            self.numbers = [int(words[1]), int(words[2])]
        if self.kind == "T":
            self.numbers = [int(words[1])]

    def is_kept_by(self, synced):
        """A name is kept by a sync of its folder, a new file also by its own, content by the file's."""
        path = self.paths[-1]
        if self.kind in "WT":
            return path == synced
        return path.parent == synced or (self.kind == "C" and path == synced)

    def undo(self):
        path = self.paths[-1]
        if self.kind == "W" and path.exists():
            offset, size = self.numbers
            with path.open("r+b") as file:
                file.seek(offset)
                file.write(self.bytes)
                file.truncate(size)
        elif self.kind == "T" and path.exists():
            with path.open("r+b") as file:
                file.seek(self.numbers[0])
                file.write(self.bytes)
        elif self.kind == "C":
            path.unlink(missing_ok=True)
        elif self.kind == "U":
            path.write_bytes(self.bytes)
        elif self.kind == "R":
            if path.exists():
                path.rename(self.paths[0])
            if self.bytes:
                path.write_bytes(self.bytes)


def cut_power(undo, folder, everything=False):
    """Undoes what is in the file `undo`, last first; `everything` also what was synced. The files that are shared
    memory hold nothing that outlives the machine."""
    if not undo.exists():
        return
    pending = []
    for line in undo.read_text().splitlines():
        record = Record(line)
        if record.kind == "S":
            pending = [one for one in pending if everything or not one.is_kept_by(record.paths[0])]
        else:
            pending.append(record)
    for record in reversed(pending):
        record.undo()
    for shared in folder.rglob("*-shm"):
        shared.unlink()
    undo.unlink()
