using System.Runtime.InteropServices;

namespace GiftGrab;

/// <summary>The CUDA driver, with a sentence where it is missing or says no.</summary>
internal static unsafe class CudaDriver
{
    private static readonly Lazy<string> Missing = new(Look);

    /// <summary>Why no CUDA device can be used on this machine; empty where one can.</summary>
    public static string MissingPart => Missing.Value;

    /// <summary>Makes a context the calling thread's, until <see cref="Leave"/>.</summary>
    /// <exception cref="GiftGrabException">It is none.</exception>
    public static void Enter(nint context)
    {
        int result = CudaApi.PushContext(context);
        if (result != 0)
        {
            throw new GiftGrabException($"0x{context:x} is no CUDA context that can be used ({Describe(result)}).");
        }
    }

    /// <summary>Gives the calling thread back the context that it had.</summary>
    public static void Leave() => _ = CudaApi.PopContext(out _);

    /// <summary>How many bytes of its allocation lie at and behind an address, in the context entered.</summary>
    /// <exception cref="GiftGrabException">The address is none in the device's memory.</exception>
    public static ulong BytesBehind(nint address)
    {
        int result = CudaApi.MemGetAddressRange(out ulong start, out nuint size, (ulong)address);
        if (result != 0)
        {
            throw new GiftGrabException(
                $"The address 0x{address:x} is not in CUDA memory that its context can reach ({Describe(result)}).");
        }

        return start + size - (ulong)address;
    }

    /// <summary>Queues the copy of rows within the device's memory on a stream, in the context entered.</summary>
    public static void CopyRows(CudaPlane source, CudaPlane target, int bytes, int rows, nint stream)
    {
        var copy = new CudaApi.Copy2D
        {
            SourceMemoryType = CudaApi.DeviceMemory,
            SourceDevice = (ulong)source.Pointer,
            SourcePitch = (nuint)source.Pitch,
            TargetMemoryType = CudaApi.DeviceMemory,
            TargetDevice = (ulong)target.Pointer,
            TargetPitch = (nuint)target.Pitch,
            WidthInBytes = (nuint)bytes,
            Height = (nuint)rows,
        };
        Check(CudaApi.Memcpy2DAsync(copy, stream), "cuMemcpy2DAsync");
    }

    /// <summary>Waits until all that was queued on a stream is done, in the context entered.</summary>
    public static void Wait(nint stream) => Check(CudaApi.StreamSynchronize(stream), "cuStreamSynchronize");

    private static string Look()
    {
        if (!NativeLibrary.TryLoad(CudaApi.Library, out nint library))
        {
            return $"no NVIDIA driver ({CudaApi.Library} is not installed)";
        }

        NativeLibrary.Free(library);
        int result = CudaApi.Init(0);
        int count = 0;
        result = result != 0 ? result : CudaApi.DeviceGetCount(out count);
        return result != 0 ? $"no NVIDIA device ({Describe(result)})"
            : count == 0 ? "no NVIDIA device (the driver lists none)"
            : string.Empty;
    }

    // No text is made unless there is a failure: this runs for every frame.
    private static void Check(int result, string function)
    {
        if (result != 0)
        {
            throw new GiftGrabException($"The CUDA driver refuses: {Describe(result)} ({function}).");
        }
    }

    private static string Describe(int result) =>
        CudaApi.GetErrorName(result, out byte* name) == 0 && CudaApi.GetErrorString(result, out byte* text) == 0
            ? $"{NativeText.Read(name)}: {NativeText.Read(text)}"
            : $"error {result}";
}
