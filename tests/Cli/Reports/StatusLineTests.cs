using GiftGrab.Cli;

namespace GiftGrab.Tests;

public sealed class StatusLineTests
{
    [Fact]
    public void Of_SeveralOutputs_AddsThemUpAndTellsTheScarcestDisk()
    {
        var progress = new ProgressEvent(
            "progress", 62.5, 62.5, 1875, 30.04, 1, null, [Output(3, 2, 1 << 20, 5L << 30), Output(1, 0, 1 << 19, null)]);

        Assert.Equal("00:01:02.5  1875 frames  30.0 fps  1.00x  queue 4  dropped 2  1.5 MiB  5.0 GiB free", StatusLine.Of(progress));
    }

    private static OutputProgress Output(int queued, long dropped, long bytes, long? free) =>
        new("x.mp4", 1875, 1870, dropped, queued, bytes, 0, free);
}
