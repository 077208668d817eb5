// A program outside the project: what it includes and links must come from the installed library.

int main() {
    return 0;
}
