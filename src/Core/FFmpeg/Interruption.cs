using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>Ends FFmpeg's blocking calls: when asked to stop, or when a call takes too long.</summary>
internal sealed unsafe class Interruption : IDisposable
{
    private GCHandle _self;
    private long _begin;

    public Interruption(TimeSpan timeout)
    {
        Timeout = timeout;
        _self = GCHandle.Alloc(this);
    }

    /// <summary>Asks the running call, and those that follow, to return.</summary>
    public CancellationToken Stop { get; set; }

    /// <summary>The longest that a call may take.</summary>
    public TimeSpan Timeout { get; set; }

    public bool HasTimedOut => TimeProvider.System.GetElapsedTime(_begin) > Timeout;

    public AVIOInterruptCB Callback => new()
    {
        callback = new AVIOInterruptCB_callback_func { Pointer = (nint)(delegate* unmanaged[Cdecl]<void*, int>)&IsAsked },
        opaque = (void*)GCHandle.ToIntPtr(_self),
    };

    /// <summary>The time of the next call counts from now.</summary>
    public void Begin() => _begin = TimeProvider.System.GetTimestamp();

    public void Dispose() => _self.Free();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int IsAsked(void* self)
    {
        var interruption = (Interruption)GCHandle.FromIntPtr((nint)self).Target!;
        return interruption.Stop.IsCancellationRequested || interruption.HasTimedOut ? 1 : 0;
    }
}
