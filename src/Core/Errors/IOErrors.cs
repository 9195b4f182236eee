namespace GiftGrab;

/// <summary>The system's words for a failed file operation, without the path that our sentence names already.</summary>
internal static class IOErrors
{
    public static string Describe(Exception exception)
    {
        string text = exception.Message;
        int path = text.IndexOf(" : '", StringComparison.Ordinal);
        text = (path > 0 ? text[..path] : text).TrimEnd('.');
        return text.Length > 1 && char.IsUpper(text[0]) && char.IsLower(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
    }
}
