using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GiftGrab.Interop;

/// <summary>Exports of what comes out of a target: its parts, further outputs, and files of a ring.</summary>
internal static unsafe class OutputExports
{
    /// <summary>Goes on in a new file with the next picture. Returns at once.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int Split(long handle) => Do(handle, outputs => outputs.Split());

    /// <summary>Writes the paths of the files until now, a JSON array.</summary>
    /// <param name="handle">A target.</param>
    /// <param name="buffer">Room for the text.</param>
    /// <param name="capacity">Bytes of room.</param>
    /// <param name="needed">How many bytes the whole text needs, its final zero included.</param>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int Files(long handle, byte* buffer, int capacity, int* needed)
    {
        try
        {
            *needed = Utf8.Write(HandleTable.Get<ExportedTarget>(handle).Outputs.Files, buffer, capacity);
            return 0;
        }
        catch (Exception exception)
        {
            return LastError.Keep(exception);
        }
    }

    /// <summary>Has a further file take what the target encodes, from its next key frame on.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int Add(long handle, byte* path) => Do(handle, path, (outputs, file) => outputs.Add(file));

    /// <summary>Finishes a further file, and that one alone.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int Remove(long handle, byte* path) => Do(handle, path, (outputs, file) => outputs.Remove(file));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int OpenRing(byte* codec, byte* rate, byte** options, int count, long* handle)
    {
        try
        {
            *handle = HandleTable.Add(TargetChoices.OpenRing(
                CodecNames.Parse(Utf8.Read(codec)), FrameRate.Parse(Utf8.Read(rate)), new OptionList(options, count)));
            return 0;
        }
        catch (Exception exception)
        {
            return LastError.Keep(exception);
        }
    }

    /// <summary>Begins a file of a ring. Times are in nanoseconds; below 0: nothing is said.</summary>
    /// <param name="handle">A ring.</param>
    /// <param name="path">The file.</param>
    /// <param name="at">The moment that it is about.</param>
    /// <param name="before">How much of the time before.</param>
    /// <param name="after">How much of the time after.</param>
    /// <param name="isExact">Whether it begins with the picture that was asked for.</param>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int Save(long handle, byte* path, long at, long before, long after, int isExact) => Do(
        handle,
        path,
        (outputs, file) => outputs.Save(file, new RingSaveOptions
        {
            At = Time(at),
            Before = Time(before),
            After = Time(after),
            ExactStart = isExact != 0,
            File = new FileOutputOptions { Overwrite = true },
        }));

    /// <summary>Ends a file of a ring with the newest picture. Returns at once.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int StopSave(long handle, byte* path) => Do(handle, path, (outputs, file) => outputs.Saved(file).Stop());

    /// <summary>Waits for a file of a ring; what failed is the error.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int WaitForSave(long handle, byte* path, int milliseconds, int* isDone)
    {
        *isDone = 0;
        try
        {
            Task saving = HandleTable.Get<ExportedTarget>(handle).Outputs.Saved(Utf8.Read(path)).Completion;
            *isDone = Task.WaitAny([saving], milliseconds) == 0 ? 1 : 0;
            if (*isDone != 0)
            {
                saving.GetAwaiter().GetResult();
            }

            return 0;
        }
        catch (Exception exception)
        {
            return LastError.Keep(exception);
        }
    }

    private static TimeSpan? Time(long nanoseconds) =>
        nanoseconds < 0 ? null : TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick);

    private static int Do(long handle, byte* path, Action<ExportedOutputs, string> act)
    {
        try
        {
            string file = Utf8.Read(path);
            return Do(handle, outputs => act(outputs, file));
        }
        catch (Exception exception)
        {
            return LastError.Keep(exception);
        }
    }

    private static int Do(long handle, Action<ExportedOutputs> act)
    {
        try
        {
            act(HandleTable.Get<ExportedTarget>(handle).Outputs);
            return 0;
        }
        catch (Exception exception)
        {
            return LastError.Keep(exception);
        }
    }
}
