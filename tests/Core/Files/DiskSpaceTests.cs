using System.Diagnostics;
using System.Globalization;

namespace GiftGrab.Tests;

public sealed class DiskSpaceTests
{
    [Fact]
    public void Of_AFolder_SaysWhatDfSays()
    {
        using var folder = new TemporaryFolder();
        using Process command = Process.Start(new ProcessStartInfo("df", ["--output=avail", "-B1", folder.Path]) { RedirectStandardOutput = true })!;
        long df = long.Parse(command.StandardOutput.ReadToEnd().Split('\n')[1], CultureInfo.InvariantCulture);

        // Others write meanwhile.
        Assert.InRange(DiskSpace.Of(folder.Path)()!.Value, df - 1_000_000_000, df + 1_000_000_000);
    }

    [Theory]
    [InlineData("/tmp")]
    [InlineData("/proc/self")]
    [InlineData("/")]
    public void RootOf_AFolder_IsWhereDfSaysThatItIsMounted(string folder)
    {
        using Process command = Process.Start(new ProcessStartInfo("df", ["--output=target", folder]) { RedirectStandardOutput = true })!;

        Assert.Equal(command.StandardOutput.ReadToEnd().Split('\n')[1].Trim(), DiskSpace.RootOf(folder));
    }

    [Fact]
    public void Of_LookedAtAgain_AllocatesNothing()
    {
        Func<long?> free = DiskSpace.Of(Path.GetTempPath());
        free();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int look = 0; look < 100; look++)
        {
            free();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Of_AFileSystemWithoutASize_KnowsNothing() => Assert.Null(DiskSpace.Of("/proc")());
}
