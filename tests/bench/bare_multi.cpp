// The bare minimum to measure against: libcurl's multi interface posting the files of a folder, so many at a
// time, with no JSON, no journal and no look at the answers beyond their status.
//
// bare_multi URL TOKEN CERT KEY CA CONTENT-TYPE FOLDER COUNT AT-ONCE
#include <curl/curl.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

std::size_t drop(char*, std::size_t, std::size_t size, void*) {
    return size;
}

struct Transfer {
    CURL* easy = curl_easy_init();
    std::string body;
};

void start(CURLM* multi, Transfer& transfer, const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    transfer.body.assign(std::istreambuf_iterator<char>(file), {});
    curl_easy_setopt(transfer.easy, CURLOPT_POSTFIELDSIZE, static_cast<long>(transfer.body.size()));
    curl_easy_setopt(transfer.easy, CURLOPT_POSTFIELDS, transfer.body.data());
    curl_multi_add_handle(multi, transfer.easy);
}

}  // namespace

int main(int count_of_words, char** words) {
    if (count_of_words != 10) return 2;
    curl_global_init(CURL_GLOBAL_DEFAULT);
    const std::string token = std::string("Authorization: Bearer ") + words[2];
    const std::string type = std::string("Content-Type: ") + words[6];
    curl_slist* headers = curl_slist_append(curl_slist_append(nullptr, token.c_str()), type.c_str());
    const std::string folder = words[7];
    const int count = std::atoi(words[8]);
    const int at_once = std::atoi(words[9]);

    CURLM* multi = curl_multi_init();
    std::vector<Transfer> transfers(static_cast<std::size_t>(at_once));
    int next = 0, failed = 0, under_way = 0;
    for (Transfer& transfer : transfers) {
        curl_easy_setopt(transfer.easy, CURLOPT_URL, words[1]);
        curl_easy_setopt(transfer.easy, CURLOPT_SSLCERT, words[3]);
        curl_easy_setopt(transfer.easy, CURLOPT_SSLKEY, words[4]);
        curl_easy_setopt(transfer.easy, CURLOPT_CAINFO, words[5]);
        curl_easy_setopt(transfer.easy, CURLOPT_HTTPHEADER, headers);
        curl_easy_setopt(transfer.easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS);
        curl_easy_setopt(transfer.easy, CURLOPT_PIPEWAIT, 1L);
        curl_easy_setopt(transfer.easy, CURLOPT_WRITEFUNCTION, drop);
        curl_easy_setopt(transfer.easy, CURLOPT_PRIVATE, &transfer);
        if (next < count) start(multi, transfer, folder + "/" + std::to_string(next++)), ++under_way;
    }
    while (under_way > 0) {
        int running = 0;
        curl_multi_perform(multi, &running);
        int left = 0;
        while (CURLMsg* message = curl_multi_info_read(multi, &left)) {
            long status = 0;
            Transfer* transfer = nullptr;
            curl_easy_getinfo(message->easy_handle, CURLINFO_RESPONSE_CODE, &status);
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
            if (message->data.result != CURLE_OK || status != 201) ++failed;
            curl_multi_remove_handle(multi, transfer->easy);
            --under_way;
            if (next < count) start(multi, *transfer, folder + "/" + std::to_string(next++)), ++under_way;
        }
        if (under_way > 0) curl_multi_poll(multi, nullptr, 0, 1000, nullptr);
    }
    if (failed > 0) std::fprintf(stderr, "%d failed\n", failed);
    return failed > 0 ? 1 : 0;
}
