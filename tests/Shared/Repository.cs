namespace GiftGrab.Tests;

/// <summary>The source tree that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new InvalidOperationException("The tests run outside of the source tree.")
        : File.Exists(Path.Combine(folder.FullName, "GiftGrab.NET.sln")) ? folder.FullName
        : Find(folder.Parent);
}
