namespace GiftGrab;

/// <summary>What a machine holds of native libraries.</summary>
internal interface INativeLibrarySystem
{
    /// <summary>Loads a library from where the dynamic loader looks.</summary>
    /// <exception cref="DllNotFoundException">It is not there, or needs something that is not there.</exception>
    nint Load(string fileName);

    /// <summary>Calls a function without parameters that returns the library's version; null where the library exports none.</summary>
    uint? CallVersion(nint library, string function);

    /// <summary>Names the installed files, without folder, that match a pattern; sorted.</summary>
    IReadOnlyList<string> FindFiles(string pattern);
}
