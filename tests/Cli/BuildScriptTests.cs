using System.Diagnostics;

namespace GiftGrab.Tests;

/// <summary>When <c>tools/build.sh</c> builds: a stand-in for the SDK counts.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class BuildScriptTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public BuildScriptTests()
    {
        Write("src/Cli/Program.cs");
        Write("src/Core/Frame.cs");
        Write("src/Python/package.py");
        Write("Directory.Build.props");
        Write("global.json");
        Write("bin/dotnet", $"#!/bin/sh\necho built >>'{_folder["count"]}'\n");
        File.SetUnixFileMode(_folder["bin/dotnet"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Build();
    }

    private int Builds => File.ReadAllLines(_folder["count"]).Length;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Build_OfSourcesAsTheyWere_HappensOnce()
    {
        Build();

        Assert.Equal(1, Builds);
    }

    [Fact]
    public void Build_AfterAnotherProjectBuiltThem_DoesNotHappenAgain()
    {
        Write("src/Core/bin/Debug/Core.dll");
        Write("src/Core/obj/project.assets.json");
        Write("src/Python/another.py");
        Build();

        Assert.Equal(1, Builds);
    }

    [Theory]
    [InlineData("src/Core/Frame.cs")]
    [InlineData("src/Core/Another.cs")]
    [InlineData("src/Core/New/Another.cs")]
    [InlineData("Directory.Packages.props")]
    [InlineData("global.json")]
    public void Build_AfterASourceCameOrChanged_HappensAgainOnce(string path)
    {
        Write(path, "changed");
        Build();
        Build();

        Assert.Equal(2, Builds);
    }

    [Fact]
    public void Build_AfterASourceWent_HappensAgainOnce()
    {
        File.Delete(_folder["src/Core/Frame.cs"]);
        Build();
        Build();

        Assert.Equal(2, Builds);
    }

    [Fact]
    public void Build_AfterAnOlderSourceTookAName_HappensAgainOnce()
    {
        File.Move(_folder["src/Core/Frame.cs"], _folder["src/Core/Picture.cs"]);
        Build();
        Build();

        Assert.Equal(2, Builds);
    }

    private void Write(string path, string text = "")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[path])!);
        File.WriteAllText(_folder[path], text);
    }

    private void Build()
    {
        var start = new ProcessStartInfo("bash", ["-euc", $"source '{Repository.Root}/tools/build.sh'; build \"$root/out\" src/Cli building -path src/Python -prune"])
        {
            RedirectStandardError = true,
        };
        start.Environment["root"] = _folder.Path;
        start.Environment["PATH"] = $"{_folder["bin"]}:{start.Environment["PATH"]}";
        using Process process = Process.Start(start)!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
    }
}
