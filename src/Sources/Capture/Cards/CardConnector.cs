using System.Globalization;

namespace GiftGrab;

/// <summary>Connects to a frame grabber or camera through FFmpeg's capture devices.</summary>
internal sealed class CardConnector(CardMode mode, SourceOptions options) : ILiveConnector
{
    private const string V4l2 = "v4l2";

    // A card that was unplugged comes back with its settings forgotten.
    private string? _format;
    private CardSignal? _signal;

    /// <inheritdoc/>
    public string Name => mode.Device;

    /// <inheritdoc/>
    public bool CanReconnect => true;

    /// <inheritdoc/>
    public ILiveConnection Connect(TimeSpan timeout, CancellationToken stop)
    {
        RequireSupport();
        CardCapability? card = mode.InputFormat == V4l2 ? CardChecks.Ask(mode) : null;
        CardMode taken = card is null ? mode : mode with { Format = _format ??= CardChecks.RequireFormat(mode, card) };
        CaptureConnection connection = CaptureConnection.Open(Describe(taken, card), timeout, stop);
        try
        {
            // Drivers take the nearest that they have, and say so nowhere.
            CardChecks.RequireAsAsked(mode.Format is null ? mode : taken, connection.Format, card);
            if (card is not null && CardSignal.Open(mode.Device, _signal) is { } signal)
            {
                connection.Watch(_signal = signal);
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void RequireSupport()
    {
        if (Demuxer.HasDevice(mode.InputFormat))
        {
            return;
        }

        throw new DeviceNotFoundException(mode.InputFormat == "decklink"
            ? $"The card {mode.Device} cannot be opened: this FFmpeg is built without DeckLink (Debian's is); one configured with --enable-decklink and Blackmagic's drivers has it."
            : $"{mode.InputFormat}:{mode.Device} cannot be opened: this FFmpeg has no {mode.InputFormat} devices; those are of another operating system.");
    }

    private CaptureInput Describe(CardMode taken, CardCapability? card)
    {
        var settings = new Dictionary<string, string>();
        if (taken.Size is { } size)
        {
            settings["video_size"] = string.Create(CultureInfo.InvariantCulture, $"{size.Width}x{size.Height}");
        }

        if (taken.FrameRate is { } rate)
        {
            settings["framerate"] = string.Create(CultureInfo.InvariantCulture, $"{rate.Numerator}/{rate.Denominator}");
        }

        if (taken.Format is { } format)
        {
            settings[mode.InputFormat == V4l2 ? "input_format" : "pixel_format"] = format;
        }

        if (taken.Input is { } input)
        {
            settings["channel"] = input.ToString(CultureInfo.InvariantCulture);
        }

        return new CaptureInput(mode.InputFormat == "dshow" ? $"video={mode.Device}" : mode.Device, Name, mode.InputFormat, IsDevice: true)
        {
            Settings = settings,
            HasSteadyRate = true,

            // FFmpeg hands out the driver's own buffers, and unmaps them when the device is closed.
            LendsMemory = mode.InputFormat == V4l2,
            Decoding = new DecoderOptions { Threads = options.DecoderThreads, Hardware = options.Hardware, SeveralAtOnce = options.DecoderThreads > 1 },
            Explain = failure => CardChecks.Explain(mode, failure, card),
        };
    }
}
