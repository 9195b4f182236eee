namespace GiftGrab.Benchmarks.Pipeline;

/// <summary>Where the commands are that take part.</summary>
internal static class Tools
{
    /// <summary>The built command; <c>GIFTGRAB</c> in the environment names another one.</summary>
    public static string GiftGrab => Environment.GetEnvironmentVariable("GIFTGRAB") ?? Path.Combine(Root(), "giftgrab");

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "GiftGrab.NET.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? Environment.CurrentDirectory;
    }
}
