// A double of the CUDA driver: the device's memory is the processor's, and what is asked of it is counted.
// Its soname is the driver's, so that whoever loads the driver afterwards gets this one.
#include <pthread.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { SUCCESS = 0, INVALID_VALUE = 1, INVALID_CONTEXT = 201, NOT_SUPPORTED = 801 };
enum { HOST = 1, DEVICE = 2 };
enum { MOST = 64, DEPTH = 8 };

typedef struct {
    size_t source_x, source_y;
    unsigned source_type;
    const void *source_host;
    uint64_t source_device;
    void *source_array;
    size_t source_pitch;
    size_t target_x, target_y;
    unsigned target_type;
    void *target_host;
    uint64_t target_device;
    void *target_array;
    size_t target_pitch;
    size_t bytes, rows;
} copy_2d;

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static struct { uint64_t start; size_t size; } memory[MOST];
static void *contexts[MOST];
static __thread void *current[DEPTH];
static __thread int depth;

// What the tests read.
long double_host_copies, double_device_copies, double_allocations, double_pushes, double_pops, double_synchronizations;
void *double_last_stream;

static int find_memory(uint64_t address)
{
    for (int i = 0; i < MOST; i++)
        if (memory[i].start && address >= memory[i].start && address < memory[i].start + memory[i].size)
            return i;
    return -1;
}

static int is_context(void *context)
{
    for (int i = 0; i < MOST; i++)
        if (context && contexts[i] == context)
            return 1;
    return 0;
}

int cuInit(unsigned flags) { return flags ? INVALID_VALUE : SUCCESS; }
int cuDeviceGetCount(int *count) { *count = 1; return SUCCESS; }
int cuDeviceGet(int *device, int ordinal) { *device = ordinal; return ordinal ? INVALID_VALUE : SUCCESS; }
int cuDeviceGetAttribute(int *value, int attribute, int device) { (void)attribute; (void)device; *value = 512; return SUCCESS; }

int cuCtxCreate_v2(void **context, unsigned flags, int device)
{
    (void)flags; (void)device;
    pthread_mutex_lock(&gate);
    int i = 0;
    while (contexts[i]) i++;
    contexts[i] = *context = malloc(1);
    pthread_mutex_unlock(&gate);
    current[depth++] = *context;
    return SUCCESS;
}

int cuCtxDestroy_v2(void *context)
{
    for (int i = 0; i < MOST; i++)
        if (contexts[i] == context)
            contexts[i] = NULL;
    free(context);
    return SUCCESS;
}

int cuCtxPushCurrent_v2(void *context)
{
    if (!is_context(context) || depth == DEPTH)
        return INVALID_CONTEXT;
    __atomic_add_fetch(&double_pushes, 1, __ATOMIC_SEQ_CST);
    current[depth++] = context;
    return SUCCESS;
}

int cuCtxPopCurrent_v2(void **context)
{
    if (depth == 0)
        return INVALID_CONTEXT;
    __atomic_add_fetch(&double_pops, 1, __ATOMIC_SEQ_CST);
    void *popped = current[--depth];
    if (context)
        *context = popped;
    return SUCCESS;
}

int cuMemAlloc_v2(uint64_t *address, size_t size)
{
    if (depth == 0)
        return INVALID_CONTEXT;
    pthread_mutex_lock(&gate);
    int i = 0;
    while (memory[i].start) i++;
    *address = memory[i].start = (uint64_t)(uintptr_t)calloc(1, size);
    memory[i].size = size;
    double_allocations++;
    pthread_mutex_unlock(&gate);
    return SUCCESS;
}

int cuMemFree_v2(uint64_t address)
{
    pthread_mutex_lock(&gate);
    int i = find_memory(address);
    if (i >= 0) {
        free((void *)(uintptr_t)memory[i].start);
        memory[i].start = 0;
        double_allocations--;
    }
    pthread_mutex_unlock(&gate);
    return i < 0 ? INVALID_VALUE : SUCCESS;
}

int cuMemGetAddressRange_v2(uint64_t *start, size_t *size, uint64_t address)
{
    if (depth == 0)
        return INVALID_CONTEXT;
    int i = find_memory(address);
    if (i < 0)
        return INVALID_VALUE;
    *start = memory[i].start;
    *size = memory[i].size;
    return SUCCESS;
}

int cuMemcpy2DAsync_v2(const copy_2d *copy, void *stream)
{
    if (depth == 0)
        return INVALID_CONTEXT;
    int host = copy->source_type == HOST || copy->target_type == HOST;
    if (copy->bytes > copy->source_pitch || copy->bytes > copy->target_pitch)
        return INVALID_VALUE;
    if (copy->source_type == DEVICE && find_memory(copy->source_device) < 0)
        return INVALID_VALUE;
    if (copy->target_type == DEVICE && find_memory(copy->target_device) < 0)
        return INVALID_VALUE;
    __atomic_add_fetch(host ? &double_host_copies : &double_device_copies, 1, __ATOMIC_SEQ_CST);
    double_last_stream = stream;
    const char *source = copy->source_type == HOST ? copy->source_host : (const char *)(uintptr_t)copy->source_device;
    char *target = copy->target_type == HOST ? copy->target_host : (char *)(uintptr_t)copy->target_device;
    for (size_t row = 0; row < copy->rows; row++)
        memcpy(
            target + (copy->target_y + row) * copy->target_pitch + copy->target_x,
            source + (copy->source_y + row) * copy->source_pitch + copy->source_x,
            copy->bytes);
    return SUCCESS;
}

int cuMemcpy2D_v2(const copy_2d *copy) { return cuMemcpy2DAsync_v2(copy, NULL); }

int cuStreamSynchronize(void *stream)
{
    (void)stream;
    __atomic_add_fetch(&double_synchronizations, 1, __ATOMIC_SEQ_CST);
    return SUCCESS;
}

int cuGetErrorName(int error, const char **name)
{
    *name = error == INVALID_CONTEXT ? "CUDA_ERROR_INVALID_CONTEXT" : "CUDA_ERROR_INVALID_VALUE";
    return SUCCESS;
}

int cuGetErrorString(int error, const char **text)
{
    *text = error == INVALID_CONTEXT ? "invalid device context" : "invalid argument";
    return SUCCESS;
}

// FFmpeg wants these to exist before it takes a driver for one, and calls none of them here.
#define ABSENT(name) int name(void) { return NOT_SUPPORTED; }
ABSENT(cuArray3DCreate_v2)
ABSENT(cuArrayDestroy)
ABSENT(cuCtxGetDevice)
ABSENT(cuCtxSetLimit)
ABSENT(cuDestroyExternalMemory)
ABSENT(cuDestroyExternalSemaphore)
ABSENT(cuDeviceComputeCapability)
ABSENT(cuDeviceGetName)
ABSENT(cuDeviceGetUuid)
ABSENT(cuDevicePrimaryCtxGetState)
ABSENT(cuDevicePrimaryCtxRelease)
ABSENT(cuDevicePrimaryCtxReset)
ABSENT(cuDevicePrimaryCtxRetain)
ABSENT(cuDevicePrimaryCtxSetFlags)
ABSENT(cuEGLStreamConsumerDisconnect)
ABSENT(cuEGLStreamProducerConnect)
ABSENT(cuEGLStreamProducerDisconnect)
ABSENT(cuEGLStreamProducerPresentFrame)
ABSENT(cuEGLStreamProducerReturnFrame)
ABSENT(cuEventCreate)
ABSENT(cuEventDestroy_v2)
ABSENT(cuEventQuery)
ABSENT(cuEventRecord)
ABSENT(cuEventSynchronize)
ABSENT(cuExternalMemoryGetMappedBuffer)
ABSENT(cuExternalMemoryGetMappedMipmappedArray)
ABSENT(cuGLGetDevices_v2)
ABSENT(cuGraphicsGLRegisterImage)
ABSENT(cuGraphicsMapResources)
ABSENT(cuGraphicsResourceGetMappedPointer_v2)
ABSENT(cuGraphicsSubResourceGetMappedArray)
ABSENT(cuGraphicsUnmapResources)
ABSENT(cuGraphicsUnregisterResource)
ABSENT(cuImportExternalMemory)
ABSENT(cuImportExternalSemaphore)
ABSENT(cuLaunchKernel)
ABSENT(cuLinkAddData)
ABSENT(cuLinkComplete)
ABSENT(cuLinkCreate)
ABSENT(cuLinkDestroy)
ABSENT(cuMemAllocManaged)
ABSENT(cuMemAllocPitch_v2)
ABSENT(cuMemcpy)
ABSENT(cuMemcpyAsync)
ABSENT(cuMemcpyDtoDAsync_v2)
ABSENT(cuMemcpyDtoD_v2)
ABSENT(cuMemcpyDtoHAsync_v2)
ABSENT(cuMemcpyDtoH_v2)
ABSENT(cuMemcpyHtoDAsync_v2)
ABSENT(cuMemcpyHtoD_v2)
ABSENT(cuMemsetD8Async)
ABSENT(cuMipmappedArrayDestroy)
ABSENT(cuMipmappedArrayGetLevel)
ABSENT(cuModuleGetFunction)
ABSENT(cuModuleGetGlobal)
ABSENT(cuModuleLoadData)
ABSENT(cuModuleUnload)
ABSENT(cuSignalExternalSemaphoresAsync)
ABSENT(cuStreamAddCallback)
ABSENT(cuStreamCreate)
ABSENT(cuStreamDestroy_v2)
ABSENT(cuStreamQuery)
ABSENT(cuTexObjectCreate)
ABSENT(cuTexObjectDestroy)
ABSENT(cuWaitExternalSemaphoresAsync)
