using System.Runtime.InteropServices;

namespace GiftGrab;

/// <summary>The calls of the CUDA driver that the library needs; names and values are those of NVIDIA's <c>cuda.h</c>.</summary>
/// <remarks>The suffix <c>_v2</c> is part of the exported name: the header's macros add it.</remarks>
internal static unsafe partial class CudaApi
{
    public const string Library = "libcuda.so.1";

    /// <summary>CU_MEMORYTYPE_DEVICE.</summary>
    public const uint DeviceMemory = 2;

    [LibraryImport(Library, EntryPoint = "cuInit")]
    public static partial int Init(uint flags);

    [LibraryImport(Library, EntryPoint = "cuDeviceGetCount")]
    public static partial int DeviceGetCount(out int count);

    [LibraryImport(Library, EntryPoint = "cuGetErrorName")]
    public static partial int GetErrorName(int error, out byte* name);

    [LibraryImport(Library, EntryPoint = "cuGetErrorString")]
    public static partial int GetErrorString(int error, out byte* text);

    [LibraryImport(Library, EntryPoint = "cuCtxPushCurrent_v2")]
    public static partial int PushContext(nint context);

    [LibraryImport(Library, EntryPoint = "cuCtxPopCurrent_v2")]
    public static partial int PopContext(out nint context);

    [LibraryImport(Library, EntryPoint = "cuMemGetAddressRange_v2")]
    public static partial int MemGetAddressRange(out ulong start, out nuint size, ulong address);

    [LibraryImport(Library, EntryPoint = "cuMemcpy2DAsync_v2")]
    public static partial int Memcpy2DAsync(in Copy2D copy, nint stream);

    [LibraryImport(Library, EntryPoint = "cuStreamSynchronize")]
    public static partial int StreamSynchronize(nint stream);

    /// <summary>CUDA_MEMCPY2D.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Copy2D
    {
        public nuint SourceX;
        public nuint SourceY;
        public uint SourceMemoryType;
        public nint SourceHost;
        public ulong SourceDevice;
        public nint SourceArray;
        public nuint SourcePitch;
        public nuint TargetX;
        public nuint TargetY;
        public uint TargetMemoryType;
        public nint TargetHost;
        public ulong TargetDevice;
        public nint TargetArray;
        public nuint TargetPitch;
        public nuint WidthInBytes;
        public nuint Height;
    }
}
