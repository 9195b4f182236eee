using System.Globalization;

namespace GiftGrab;

/// <summary>Connects to an X server and captures a region of its screen.</summary>
internal sealed class ScreenConnector(ScreenRegion region) : ILiveConnector
{
    /// <inheritdoc/>
    public string Name => $"screen {region.Display}";

    /// <inheritdoc/>
    public bool CanReconnect => true;

    /// <inheritdoc/>
    public ILiveConnection Connect(TimeSpan timeout, CancellationToken stop)
    {
        if (region is { X: 0, Y: 0, Size: null })
        {
            return new AsideConnection(CaptureConnection.Open(Describe(region), timeout, stop), Name);
        }

        // Stays open for as long as the region: an X server starts anew, with an empty screen, when its last client leaves, and keeps the
        // pointer's picture from all clients where it was set by one that has left (as xsetroot does) and nobody took that one's place.
        Demuxer screen = OpenWhole(timeout, stop);
        try
        {
            CaptureInput part = Describe(region.On(screen.Video!.Width, screen.Video.Height));
            return new AsideConnection(CaptureConnection.Open(part, timeout, stop), Name, screen);
        }
        catch
        {
            screen.Dispose();
            throw;
        }
    }

    /// <summary>Opens the whole screen, which tells its size.</summary>
    private Demuxer OpenWhole(TimeSpan timeout, CancellationToken stop)
    {
        CaptureInput input = Describe(region with { X = 0, Y = 0, Size = null });
        try
        {
            return Demuxer.Open(input.Url, Name, new DemuxerOptions(timeout, input.InputFormat, input.Settings, IsDevice: true), stop);
        }
        catch (FFmpegException exception)
        {
            throw input.Explain(exception);
        }
    }

    private CaptureInput Describe(ScreenRegion part)
    {
        var settings = new Dictionary<string, string>
        {
            ["framerate"] = string.Create(CultureInfo.InvariantCulture, $"{part.FrameRate.Numerator}/{part.FrameRate.Denominator}"),
            ["draw_mouse"] = part.ShowsCursor ? "1" : "0",
            ["grab_x"] = part.X.ToString(CultureInfo.InvariantCulture),
            ["grab_y"] = part.Y.ToString(CultureInfo.InvariantCulture),
        };
        if (part.Size is { } size)
        {
            settings["video_size"] = string.Create(CultureInfo.InvariantCulture, $"{size.Width}x{size.Height}");
        }

        return new CaptureInput(part.Display, Name, "x11grab", IsDevice: true)
        {
            Settings = settings,
            Decoding = new DecoderOptions { Threads = 1 },
            Explain = Explain,
        };
    }

    private VideoSourceException Explain(Exception failure) => failure switch
    {
        FFmpegException { Function: "avformat_open_input" } exception =>
            new DeviceNotFoundException($"The screen {region.Display} cannot be captured: {region.WhyNot()} ({exception.Reason}); {ScreenRegion.Others()}.", failure),
        _ => new DeviceOfflineException($"{Name} gives no more pictures: its X server has ended, or its size changed.", failure),
    };
}
