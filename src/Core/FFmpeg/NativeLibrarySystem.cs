using System.Runtime.InteropServices;

namespace GiftGrab;

/// <summary>The machine that the program runs on.</summary>
internal sealed class NativeLibrarySystem : INativeLibrarySystem
{
    public nint Load(string fileName) => NativeLibrary.Load(fileName);

    public unsafe uint? CallVersion(nint library, string function) =>
        NativeLibrary.TryGetExport(library, function, out nint address) ? ((delegate* unmanaged[Cdecl]<uint>)address)() : null;

    // Only for a message: where the dynamic loader looks on common distributions.
    public IReadOnlyList<string> FindFiles(string pattern)
    {
        string architecture = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "aarch64" : "x86_64";
        IEnumerable<string> folders = (Environment.GetEnvironmentVariable("LD_LIBRARY_PATH") ?? string.Empty)
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Concat([$"/usr/lib/{architecture}-linux-gnu", $"/lib/{architecture}-linux-gnu", "/usr/local/lib", "/usr/lib64", "/usr/lib"]);
        return [.. folders
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, pattern))
            .Select(path => Path.GetFileName(path)!)
            .Where(file => file.Count(c => c == '.') == 2)
            .Distinct()
            .Order(StringComparer.Ordinal)];
    }
}
