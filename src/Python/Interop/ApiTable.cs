using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GiftGrab.Interop;

/// <summary>Hands the C interface over: one table of functions, in the order of <c>giftgrab.h</c>.</summary>
public static unsafe class ApiTable
{
    /// <summary>Counted up whenever the table changes.</summary>
    public const int Version = 7;

    /// <summary>Fills in the table of functions.</summary>
    /// <param name="version">The version that the caller knows.</param>
    /// <param name="table">Room for the functions.</param>
    /// <param name="capacity">How many there is room for.</param>
    /// <returns>How many functions there are; 0 where the version is another one, or there is too little room.</returns>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int Get(int version, void** table, int capacity)
    {
        ReadOnlySpan<nint> functions =
        [
            (nint)(delegate* unmanaged[Cdecl]<byte*, int, int>)&MachineExports.LastErrorMessage,
            (nint)(delegate* unmanaged[Cdecl]<void*, void*, void*, void*, void*, int>)&MachineExports.SetCallbacks,
            (nint)(delegate* unmanaged[Cdecl]<long>)&MachineExports.Outstanding,
            (nint)(delegate* unmanaged[Cdecl]<byte*, MediaFacts*, int>)&MachineExports.Inspect,
            (nint)(delegate* unmanaged[Cdecl]<byte*, byte**, int, long*, int>)&SourceExports.Open,
            (nint)(delegate* unmanaged[Cdecl]<long, int>)&SourceExports.Start,
            (nint)(delegate* unmanaged[Cdecl]<long, int, int*, int>)&SourceExports.Close,
            (nint)(delegate* unmanaged[Cdecl]<long, SourceFacts*, int>)&SourceExports.Describe,
            (nint)(delegate* unmanaged[Cdecl]<long, long*, int, int>)&SourceExports.SetPlan,
            (nint)(delegate* unmanaged[Cdecl]<long, int, int*, int>)&SourceExports.WaitForDelivery,
            (nint)(delegate* unmanaged[Cdecl]<long, int, FrameFacts*, int>)&SourceExports.GetFrame,
            (nint)(delegate* unmanaged[Cdecl]<long, int, int, int, int, int>)&SourceExports.SetSubFrame,
            (nint)(delegate* unmanaged[Cdecl]<long, int>)&SourceExports.GetFullFrame,
            (nint)(delegate* unmanaged[Cdecl]<byte*, byte*, byte*, byte**, int, long*, int>)&TargetExports.Open,
            (nint)(delegate* unmanaged[Cdecl]<long, byte*, int, int, byte*, long, long, int, int*, int>)&TargetExports.Append,
            (nint)(delegate* unmanaged[Cdecl]<long, int, int*, int>)&TargetExports.Finish,
            (nint)(delegate* unmanaged[Cdecl]<long, TargetFacts*, int>)&TargetExports.Describe,
            (nint)(delegate* unmanaged[Cdecl]<long, int>)&MachineExports.Release,
            (nint)(delegate* unmanaged[Cdecl]<byte*, byte*, int, int*, int>)&MachineExports.Report,
            (nint)(delegate* unmanaged[Cdecl]<byte*, delegate* unmanaged[Cdecl]<long, byte*, long, int>, long, byte*, byte**, int, long*, int>)&TargetExports.OpenStream,
            (nint)(delegate* unmanaged[Cdecl]<byte*, delegate* unmanaged[Cdecl]<long, byte*, long, int, long, int>, long, byte*, byte**, int, long*, int>)&TargetExports.OpenPackets,
            (nint)(delegate* unmanaged[Cdecl]<int, int*, int>)&MachineExports.EndCallbacks,
            (nint)(delegate* unmanaged[Cdecl]<byte*, byte*, byte*, byte**, int, long*, int>)&TargetExports.OpenRecorder,
            (nint)(delegate* unmanaged[Cdecl]<long, byte*, byte*, int, int*, int>)&TargetExports.Control,
            (nint)(delegate* unmanaged[Cdecl]<long, int>)&OutputExports.Split,
            (nint)(delegate* unmanaged[Cdecl]<long, byte*, int, int*, int>)&OutputExports.Files,
            (nint)(delegate* unmanaged[Cdecl]<long, byte*, int>)&OutputExports.Add,
            (nint)(delegate* unmanaged[Cdecl]<long, byte*, int>)&OutputExports.Remove,
            (nint)(delegate* unmanaged[Cdecl]<byte*, byte*, byte**, int, long*, int>)&OutputExports.OpenRing,
            (nint)(delegate* unmanaged[Cdecl]<long, byte*, long, long, long, int, int>)&OutputExports.Save,
            (nint)(delegate* unmanaged[Cdecl]<long, byte*, int>)&OutputExports.StopSave,
            (nint)(delegate* unmanaged[Cdecl]<long, byte*, int, int*, int>)&OutputExports.WaitForSave,
        ];
        if (version != Version || capacity < functions.Length)
        {
            return 0;
        }

        functions.CopyTo(new Span<nint>(table, capacity));
        return functions.Length;
    }
}
