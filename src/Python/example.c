/* Writes 50 gray pictures that grow brighter into a file: example LIBHOSTFXR ASSEMBLIES FILE.
 * Build: cc -std=c11 -Isrc/Python src/Python/example.c -ldl -o example */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "giftgrab.h"

/* Of hostfxr.h and coreclr_delegates.h. */
enum { GET_FUNCTION_POINTER = 6, LOAD_ASSEMBLY = 7 };
typedef int (*initialize_fn)(const char *config, const void *parameters, void **context);
typedef int (*get_delegate_fn)(void *context, int type, void **delegate);
typedef int (*load_fn)(const char *path, void *load_context, void *reserved);
typedef int (*find_fn)(const char *type, const char *method, const char *signature, void *load_context, void *reserved, void **function);

static int load_api(const char *hostfxr, const char *folder, gg_api *api)
{
    char path[4096];
    void *context = NULL, *load = NULL, *find = NULL, *get = NULL;
    void *library = dlopen(hostfxr, RTLD_NOW);
    if (library == NULL) {
        fprintf(stderr, "%s\n", dlerror());
        return 0;
    }
    initialize_fn initialize = (initialize_fn)dlsym(library, "hostfxr_initialize_for_runtime_config");
    get_delegate_fn get_delegate = (get_delegate_fn)dlsym(library, "hostfxr_get_runtime_delegate");
    snprintf(path, sizeof path, "%s/GiftGrab.Python.runtimeconfig.json", folder);
    if (initialize(path, NULL, &context) < 0
        || get_delegate(context, LOAD_ASSEMBLY, &load) < 0 || get_delegate(context, GET_FUNCTION_POINTER, &find) < 0)
        return 0;
    snprintf(path, sizeof path, "%s/GiftGrab.Python.dll", folder);
    if (((load_fn)load)(path, NULL, NULL) < 0
        || ((find_fn)find)("GiftGrab.Interop.ApiTable, GiftGrab.Python", "Get", (const char *)-1, NULL, NULL, &get) < 0)
        return 0;
    int count = (int)(sizeof *api / sizeof(void *));
    return ((gg_get_api)get)(GG_API_VERSION, api, count) == count;
}

static gg_api api;

static void require(int status)
{
    char message[1024];
    if (status != GG_OK) {
        api.last_error_message(message, sizeof message);
        fprintf(stderr, "%s\n", message);
        exit(1);
    }
}

int main(int argc, char **argv)
{
    enum { WIDTH = 320, HEIGHT = 240 };
    static uint8_t pixels[WIDTH * HEIGHT];
    const char *options[] = {"quality", "20", "title", "Made in C"};
    gg_handle target;
    if (argc != 4 || !load_api(argv[1], argv[2], &api)) {
        fprintf(stderr, "use: example LIBHOSTFXR ASSEMBLIES FILE\n");
        return 2;
    }
    require(api.target_open("h264", argv[3], "25", options, 2, &target));
    for (int i = 0; i < 50; i++) {
        int is_taken = 0;
        memset(pixels, 5 * i, sizeof pixels);
        while (!is_taken)
            require(api.target_append(target, "gray", WIDTH, HEIGHT, pixels, sizeof pixels, -1, 100, &is_taken));
    }
    for (int is_done = 0; !is_done;)
        require(api.target_finish(target, 100, &is_done));

    gg_media_facts facts;
    require(api.inspect(argv[3], &facts));
    printf("%s %dx%d %d/%d %lld\n", facts.codec, facts.width, facts.height, facts.rate_numerator, facts.rate_denominator, (long long)facts.frames);
    return 0;
}
