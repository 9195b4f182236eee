namespace GiftGrab.Tests.FFmpeg;

public sealed class FFmpegLibraryFinderTests
{
    private const string Need = "FFmpeg's libavcodec 59 is needed in version 59.37 (FFmpeg 5.1) or a later 59, and ";
    private const string Advice = ": run apt-get install libavcodec59.";

    private static readonly FFmpegLibrary Codec = FFmpegLibrary.Named("avcodec")!;

    [Theory]
    [InlineData(37)]
    [InlineData(60)]
    public void Load_SameMajorAndAtLeastTheMinor_ReturnsTheHandle(int minor)
    {
        var system = new FakeSystem { Handle = 42, Version = Version(59, minor, 100) };

        Assert.Equal(42, new FFmpegLibraryFinder(system).Load(Codec));
        Assert.Equal(["load libavcodec.so.59", "call avcodec_version of 42"], system.Calls);
    }

    [Fact]
    public void Load_NothingInstalled_SaysWhatToInstall() => Says("none is installed", new FakeSystem());

    [Fact]
    public void Load_OnlyAnotherMajorInstalled_NamesIt() =>
        Says("only libavcodec.so.58 and libavcodec.so.60 are installed", new FakeSystem { Files = ["libavcodec.so.58", "libavcodec.so.60"] });

    [Fact]
    public void Load_InstalledButBroken_GivesTheLoadersReason() => Says(
        "libavcodec.so.59 here cannot be loaded (libx264.so.164: cannot open shared object file: No such file or directory)",
        new FakeSystem
        {
            Files = ["libavcodec.so.59"],
            Failure = "Unable to load shared library 'libavcodec.so.59' or one of its dependencies.\nlibx264.so.164: cannot open shared object file: No such file or directory\n",
        });

    [Fact]
    public void Load_OlderMinor_NamesTheVersionFound() =>
        Says("libavcodec.so.59 here is 59.18.100", new FakeSystem { Handle = 42, Version = Version(59, 18, 100) });

    [Fact]
    public void Load_AnotherMajorUnderTheFilesName_NamesTheVersionFound() =>
        Says("libavcodec.so.59 here is 60.40.102", new FakeSystem { Handle = 42, Version = Version(60, 40, 102) });

    [Fact]
    public void Load_NotFFmpegs_SaysSo() =>
        Says("libavcodec.so.59 here is not FFmpeg's (it exports no avcodec_version)", new FakeSystem { Handle = 42 });

    [Theory]
    [InlineData("avutil", "libavutil.so.57", "libavutil57")]
    [InlineData("avcodec", "libavcodec.so.59", "libavcodec59")]
    [InlineData("avformat", "libavformat.so.59", "libavformat59")]
    [InlineData("swscale", "libswscale.so.6", "libswscale6")]
    [InlineData("swresample", "libswresample.so.4", "libswresample4")]
    [InlineData("avfilter", "libavfilter.so.8", "libavfilter8")]
    [InlineData("avdevice", "libavdevice.so.59", "libavdevice59")]
    public void Named_EveryLibrary_HasDebiansFileAndPackage(string name, string file, string package)
    {
        FFmpegLibrary library = FFmpegLibrary.Named(name)!;

        Assert.Equal((file, package), (library.FileName, library.Package));
    }

    [Fact]
    public void Named_LibraryOfSomebodyElse_IsLeftToTheRuntime() => Assert.Null(FFmpegLibrary.Named("cuda"));

    [Fact]
    public void Load_OnThisMachine_FindsEveryLibrary()
    {
        var finder = new FFmpegLibraryFinder(new NativeLibrarySystem());

        Assert.All(
            ["avutil", "avcodec", "avformat", "swscale", "swresample", "avfilter", "avdevice"],
            (string name) => Assert.NotEqual(0, finder.Load(FFmpegLibrary.Named(name)!)));
    }

    [Fact]
    public void FindFiles_OnThisMachine_NamesTheFileThatTheLoaderTakes() =>
        Assert.Contains("libavutil.so.57", new NativeLibrarySystem().FindFiles("libavutil.so.*"));

    private static void Says(string found, FakeSystem system)
    {
        FFmpegNotFoundException e = Assert.Throws<FFmpegNotFoundException>(() => new FFmpegLibraryFinder(system).Load(Codec));

        Assert.Equal(Need + found + Advice, e.Message);
        Assert.Equal("libavcodec.so.59", e.Library);
    }

    private static uint Version(int major, int minor, int micro) => (uint)((major << 16) | (minor << 8) | micro);

    private sealed class FakeSystem : INativeLibrarySystem
    {
        public nint? Handle { get; init; }

        public uint? Version { get; init; }

        public string[] Files { get; init; } = [];

        public string Failure { get; init; } = "no such file";

        public List<string> Calls { get; } = [];

        public nint Load(string fileName)
        {
            Calls.Add($"load {fileName}");
            return Handle ?? throw new DllNotFoundException(Failure);
        }

        public uint? CallVersion(nint library, string function)
        {
            Calls.Add($"call {function} of {library}");
            return Version;
        }

        public IReadOnlyList<string> FindFiles(string pattern) => pattern == "libavcodec.so.*" ? Files : [];
    }
}
