namespace GiftGrab;

/// <summary>Why a file operation failed, in plain words and without the path that our sentence names already.</summary>
internal static class IOErrors
{
    public static string Describe(Exception exception) => exception switch
    {
        DirectoryNotFoundException => "its folder does not exist",
        DriveNotFoundException => "its disk or folder is gone",
        FileNotFoundException => "there is no such file",
        PathTooLongException => "the name is too long",
        UnauthorizedAccessException => "there is no permission",
        ArgumentException => WithoutPath(SentenceOf(exception)),
        _ => WithoutPath(exception.Message),
    };

    /// <summary>.NET's sentence without its note on the parameter that held the value.</summary>
    public static string SentenceOf(Exception exception)
    {
        int note = exception.Message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return note < 0 ? exception.Message : exception.Message[..note];
    }

    private static string WithoutPath(string text)
    {
        int path = text.IndexOf(" : '", StringComparison.Ordinal);
        text = (path > 0 ? text[..path] : text).TrimEnd('.');
        return text.Length > 1 && char.IsUpper(text[0]) && char.IsLower(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
    }
}
