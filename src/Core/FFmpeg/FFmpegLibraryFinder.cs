namespace GiftGrab;

/// <summary>Loads a library of FFmpeg, or says in one sentence why it cannot.</summary>
/// <param name="system">What the machine holds.</param>
internal sealed class FFmpegLibraryFinder(INativeLibrarySystem system)
{
    /// <summary>Loads a library by the name of its ABI and checks that its structs are those of the bindings.</summary>
    /// <returns>The handle that the runtime looks functions up in.</returns>
    /// <exception cref="FFmpegNotFoundException">It is missing, broken, or of another version.</exception>
    public nint Load(FFmpegLibrary library)
    {
        nint handle;
        try
        {
            handle = system.Load(library.FileName);
        }
        catch (DllNotFoundException e)
        {
            throw new FFmpegNotFoundException(library, DescribeFound(library, e), e);
        }

        string function = library.Name + "_version";
        if (system.CallVersion(handle, function) is not { } version)
        {
            throw new FFmpegNotFoundException(library, $"{library.FileName} here is not FFmpeg's (it exports no {function})");
        }

        (uint major, uint minor, uint micro) = (version >> 16, (version >> 8) & 0xFF, version & 0xFF);
        return major == library.Major && minor >= library.Minor
            ? handle
            : throw new FFmpegNotFoundException(library, $"{library.FileName} here is {major}.{minor}.{micro}");
    }

    private string DescribeFound(FFmpegLibrary library, DllNotFoundException failure)
    {
        IReadOnlyList<string> files = system.FindFiles($"lib{library.Name}.so.*");
        if (files.Contains(library.FileName))
        {
            // The loader's own words stand on the last line; the runtime's advice goes before them.
            string reason = failure.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1];
            return $"{library.FileName} here cannot be loaded ({reason})";
        }

        return files.Count > 0 ? $"only {string.Join(" and ", files)} {(files.Count == 1 ? "is" : "are")} installed" : "none is installed";
    }
}
