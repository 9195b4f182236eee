namespace GiftGrab.Cli;

/// <summary>Where a user's files lie, by the rules of the <see href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG base directories</see>.</summary>
internal static class UserFolders
{
    /// <summary>Of settings.</summary>
    public static string Settings => Of("XDG_CONFIG_HOME", ".config");

    /// <summary>Of what lasts from one run to the next.</summary>
    public static string State => Of("XDG_STATE_HOME", Path.Combine(".local", "state"));

    // Users of services have homes that do not exist. None at all would mean the current folder, whose files are not the user's.
    private static string Of(string variable, string usual) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named
        ? named
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify), usual);
}
