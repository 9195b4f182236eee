using System.Text;

namespace GiftGrab.Cli;

/// <summary>Reads lines of bounded length from whoever sends them.</summary>
internal sealed class CommandLines(Stream stream)
{
    /// <summary>No command is longer, by far.</summary>
    public const int Longest = 1_024;

    private readonly byte[] _buffer = new byte[Longest];
    private readonly byte[] _line = new byte[Longest];
    private int _at;
    private int _end;

    /// <summary>The next line without its end.</summary>
    /// <returns><see langword="null"/> at the end of the stream. What came without a line end before it is a line.</returns>
    public async ValueTask<CommandLineRead?> ReadAsync(CancellationToken stop)
    {
        int length = 0;
        bool isTooLong = false;
        while (true)
        {
            if (_at == _end)
            {
                _at = 0;
                _end = await stream.ReadAsync(_buffer, stop).ConfigureAwait(false);
                if (_end == 0)
                {
                    return length > 0 || isTooLong ? Take(length, isTooLong) : null;
                }
            }

            byte next = _buffer[_at++];
            if (next == '\n')
            {
                return Take(length, isTooLong);
            }

            if (length == Longest)
            {
                isTooLong = true;
            }
            else
            {
                _line[length++] = next;
            }
        }
    }

    private CommandLineRead Take(int length, bool isTooLong) => new(Encoding.UTF8.GetString(_line, 0, length).TrimEnd('\r'), isTooLong);
}

/// <summary>A line that was read.</summary>
/// <param name="Text">As much of it as is kept.</param>
/// <param name="IsTooLong">Whether there was more.</param>
internal readonly record struct CommandLineRead(string Text, bool IsTooLong);
