using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GiftGrab.Tests;

/// <summary>The double of the CUDA driver: compiles and loads it, and counts what is asked of it.</summary>
internal static unsafe class CudaDouble
{
    private static readonly Lazy<(nint Library, string? Problem)> Loaded = new(Load);

    public static long HostCopies => Count("double_host_copies");

    public static long DeviceCopies => Count("double_device_copies");

    public static long Allocations => Count("double_allocations");

    /// <summary>Contexts entered and not left.</summary>
    public static long Entered => Count("double_pushes") - Count("double_pops");

    public static long Synchronizations => Count("double_synchronizations");

    public static nint LastStream => *(nint*)Export("double_last_stream");

    /// <summary>Skips the test where the double cannot be made.</summary>
    public static void Need() => Skip.If(Loaded.Value.Problem is not null, Loaded.Value.Problem);

    /// <summary>Makes a context, which is no thread's.</summary>
    public static nint CreateContext()
    {
        nint context;
        Assert.Equal(0, ((delegate* unmanaged<nint*, uint, int, int>)Export("cuCtxCreate_v2"))(&context, 0, 0));
        nint popped;
        Assert.Equal(0, ((delegate* unmanaged<nint*, int>)Export("cuCtxPopCurrent_v2"))(&popped));
        *(long*)Export("double_pushes") += 1;
        return context;
    }

    public static void DestroyContext(nint context) => Assert.Equal(0, ((delegate* unmanaged<nint, int>)Export("cuCtxDestroy_v2"))(context));

    /// <summary>Takes memory, all zero.</summary>
    public static nint Allocate(nint context, int bytes)
    {
        nint popped;
        ulong address;
        Assert.Equal(0, ((delegate* unmanaged<nint, int>)Export("cuCtxPushCurrent_v2"))(context));
        Assert.Equal(0, ((delegate* unmanaged<ulong*, nuint, int>)Export("cuMemAlloc_v2"))(&address, (nuint)bytes));
        Assert.Equal(0, ((delegate* unmanaged<nint*, int>)Export("cuCtxPopCurrent_v2"))(&popped));
        return (nint)address;
    }

    public static void Free(nint address) => Assert.Equal(0, ((delegate* unmanaged<ulong, int>)Export("cuMemFree_v2"))((ulong)address));

    private static long Count(string name) => Volatile.Read(ref *(long*)Export(name));

    private static nint Export(string name) => NativeLibrary.GetExport(Loaded.Value.Library, name);

    private static (nint Library, string? Problem) Load()
    {
        string folder = Directory.CreateTempSubdirectory("giftgrab-test-cuda-").FullName;
        try
        {
            string source = Path.Combine(folder, "driver.c");
            string library = Path.Combine(folder, "libcuda.so.1");
            using (Stream text = typeof(CudaDouble).Assembly.GetManifestResourceStream("driver.c")!)
            using (FileStream file = File.Create(source))
            {
                text.CopyTo(file);
            }

            var start = new ProcessStartInfo("cc", ["-shared", "-fPIC", "-pthread", "-Wl,-soname,libcuda.so.1", "-o", library, source]);
            using Process compiler = Process.Start(start)!;
            compiler.WaitForExit();
            return compiler.ExitCode == 0 ? (NativeLibrary.Load(library), null) : (0, "The C compiler refuses the double of the CUDA driver.");
        }
        catch (Win32Exception)
        {
            return (0, "A C compiler (cc) is needed for the double of the CUDA driver.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
