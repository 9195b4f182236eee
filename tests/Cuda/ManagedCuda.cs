namespace GiftGrab.Tests;

/// <summary>What the guide's example uses of ManagedCuda, over the double: its names and types, none of its code.</summary>
internal sealed class CudaContext : IDisposable
{
    private readonly List<nint> _memory = [];

    public CudaContext(int device)
    {
        Assert.Equal(0, device);
        Context = new CUcontext(CudaDouble.CreateContext());
    }

    public CUcontext Context { get; }

    public CUdeviceptr AllocateMemory(SizeT size)
    {
        nint address = CudaDouble.Allocate(Context.Pointer, (int)(ulong)size);
        _memory.Add(address);
        return new CUdeviceptr(new SizeT((ulong)address));
    }

    public void Dispose()
    {
        _memory.ForEach(CudaDouble.Free);
        CudaDouble.DestroyContext(Context.Pointer);
    }
}

internal readonly record struct CUcontext(IntPtr Pointer);

internal readonly record struct CUdeviceptr(SizeT Pointer);

internal readonly record struct SizeT(ulong Value)
{
    public static implicit operator SizeT(int value) => new((ulong)value);

    public static implicit operator ulong(SizeT value) => value.Value;
}
