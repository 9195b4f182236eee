using System.Text.RegularExpressions;
using GiftGrab.Cli;

namespace GiftGrab.Interop;

/// <summary>What went wrong in the last export that failed on this thread.</summary>
internal static partial class LastError
{
    private static readonly Lazy<HashSet<string>> Options = new(() =>
        [.. new RequestReader().Sections.SelectMany(section => section.Options).SelectMany(option => option.Aliases.Append(option.Name))]);

    [ThreadStatic]
    private static string? _message;

    public static string Message => _message ?? string.Empty;

    /// <summary>Keeps the message and says of what kind the error is.</summary>
    public static int Keep(Exception exception)
    {
        Exception told = exception is AggregateException { InnerException: { } inner } ? inner : exception;
        _message = MessageOf(told);
        return (int)KindOf(told);
    }

    /// <summary>What an exception says, with the names that options have here in place of C#'s and the command line's.</summary>
    /// <remarks>Options of other programs, which a message may name, too, stay as they are. What .NET adds to a refused argument is
    /// left out: it names a parameter that the caller does not see, and repeats a value that the sentence has.</remarks>
    public static string MessageOf(Exception exception) => CommandLineOption().Replace(
        exception is ArgumentException ? ArgumentAddition().Replace(exception.Message, string.Empty) : exception.Message, option => Options.Value.Contains($"--{option.Groups[1].Value}") ? option.Groups[1].Value.Replace('-', '_') : option.Value);

    public static ErrorKind KindOf(Exception exception) => exception switch
    {
        DeviceAlreadyConnectedException => ErrorKind.DeviceAlreadyConnected,
        DeviceNotFoundException => ErrorKind.DeviceNotFound,
        DeviceOfflineException => ErrorKind.DeviceOffline,
        NetworkSourceUnavailableException => ErrorKind.NetworkSourceUnavailable,
        VideoSourceException => ErrorKind.VideoSource,
        VideoTargetException => ErrorKind.VideoTarget,
        ObserverException => ErrorKind.Observer,
        ObjectDisposedException => ErrorKind.Stale,
        ArgumentException or FormatException => ErrorKind.BadArgument,
        OutOfMemoryException => ErrorKind.OutOfMemory,
        _ => ErrorKind.Other,
    };

    [GeneratedRegex(@" \(Parameter '\w+'\)(\r?\nActual value was .*)?\z", RegexOptions.Singleline)]
    private static partial Regex ArgumentAddition();

    // In "(Overwrite, --overwrite)" C#'s name comes first.
    [GeneratedRegex("(?:(?<=\\()[A-Z][A-Za-z.]*, )?(?<![^ (\"])--([a-z][a-z-]*)")]
    private static partial Regex CommandLineOption();
}
