namespace GiftGrab;

/// <summary>AVCUDADeviceContext of libavutil/hwcontext_cuda.h (FFmpeg 5.1), which the bindings leave out: its header
/// needs NVIDIA's.</summary>
internal unsafe struct CudaDeviceContext
{
    /// <summary>A CUcontext; it stays the program's.</summary>
    public nint Context;

    /// <summary>A CUstream; 0: the default stream.</summary>
    public nint Stream;

    /// <summary>FFmpeg's own.</summary>
    public void* Internal;
}
