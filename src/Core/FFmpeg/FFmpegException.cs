using System.Runtime.CompilerServices;
using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>An FFmpeg function said no.</summary>
public sealed class FFmpegException : GiftGrabException
{
    internal FFmpegException(string function, int code, string subject)
        : base($"{subject}: {FFmpegError.Describe(code)} ({function}).")
    {
        Function = function;
        Code = code;
        Reason = FFmpegError.Describe(code);
    }

    /// <summary>The C function that failed.</summary>
    public string Function { get; }

    /// <summary>Its result, a negative number.</summary>
    public int Code { get; }

    /// <summary>FFmpeg's words for the result.</summary>
    public string Reason { get; }
}

/// <summary>The one place where a negative result becomes an exception.</summary>
internal static unsafe class FFmpegError
{
    public static readonly int Again = ffmpeg.AVERROR(ffmpeg.EAGAIN);

    /// <summary>What is said of a connection that was waited for in vain, also by later reads: they first give what had come by then.</summary>
    public static readonly int Interrupted = ffmpeg.AVERROR_EXIT;

    /// <summary>What protocols say of a connection that is no more, whatever the cause: EIO of errno.h, which is 5 everywhere.</summary>
    public static readonly int Broken = ffmpeg.AVERROR(5);

    /// <summary>Returns the result, or throws where it is negative.</summary>
    /// <param name="result">What the function returned.</param>
    /// <param name="function">The function's name.</param>
    /// <param name="subject">The path, codec or address at hand.</param>
    public static int Check(int result, string function, string subject) =>
        result >= 0 ? result : throw new FFmpegException(function, result, subject);

    /// <summary>As above, with a subject that is put together only where it is needed: calls for each frame cost nothing.</summary>
    /// <param name="result">What the function returned.</param>
    /// <param name="function">The function's name.</param>
    /// <param name="subject">The path, codec or address at hand.</param>
    public static int Check(int result, string function, [InterpolatedStringHandlerArgument(nameof(result))] ref FailureText subject) =>
        result >= 0 ? result : throw new FFmpegException(function, result, subject.Take());

    public static string Describe(int code)
    {
        const int size = 128;
        byte* text = stackalloc byte[size];
        return ffmpeg.av_strerror(code, text, size) < 0 ? $"error {code}" : LowerFirst(NativeText.Read(text));
    }

    private static string LowerFirst(string text) =>
        text.Length > 1 && char.IsUpper(text[0]) && char.IsLower(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
}

/// <summary>Builds an interpolated string only where a result is negative.</summary>
[InterpolatedStringHandler]
internal ref struct FailureText
{
    private DefaultInterpolatedStringHandler _text;

    public FailureText(int literalLength, int formattedCount, int result, out bool isNeeded)
    {
        isNeeded = result < 0;
        _text = isNeeded ? new DefaultInterpolatedStringHandler(literalLength, formattedCount) : default;
    }

    public void AppendLiteral(string value) => _text.AppendLiteral(value);

    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    public string Take() => _text.ToStringAndClear();
}
