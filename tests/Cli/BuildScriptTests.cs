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

        // Makes one file that says which build it is of; "broken" holds the argument that it does not take.
        Write("bin/dotnet", $$"""
            #!/bin/bash
            echo "$*" >>'{{_folder["count"]}}'
            [[ ! -e '{{_folder["broken"]}}' || $* != *"$(<'{{_folder["broken"]}}')"* ]] || { echo 'no such thing'; exit 1; }
            while [[ $1 != -o ]]; do shift; done
            mkdir -p "$2" && wc -l <'{{_folder["count"]}}' >"$2/giftgrab"
            """);
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

    [Fact]
    public void Build_OnAnotherProcessor_HappensAgainOnce()
    {
        Write("out/.processor", "cpu:type:another\n");
        Build();
        Build();

        Assert.Equal(2, Builds);
    }

    [Fact]
    public void Build_OfMachineCode_AsksForItAlone()
    {
        string arguments = Assert.Single(File.ReadAllLines(_folder["count"]));

        Assert.Contains("PublishAot=true", arguments, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_WhereNoMachineCodeCanBeMade_IsManagedAndSaysSo()
    {
        Write("broken", "PublishAot=true");
        Write("src/Core/Frame.cs", "changed");
        string said = Build();

        Assert.Contains("no machine code", said, StringComparison.Ordinal);
        Assert.Contains("no such thing", File.ReadAllText(_folder["out/.native.log"]), StringComparison.Ordinal);
        Assert.Contains("PublishReadyToRun=true", File.ReadAllLines(_folder["count"])[^1], StringComparison.Ordinal);
        Build();
        Assert.Equal(3, Builds);
    }

    [Fact]
    public void Build_ThatFails_EndsWithWhatTheCompilerSaidAndKeepsTheLastOne()
    {
        Write("broken", "publish");
        Write("src/Core/Frame.cs", "changed");
        string said = Build(exitCode: 1);

        Assert.Contains("no such thing", said, StringComparison.Ordinal);
        Assert.EndsWith("giftgrab: the build failed\n", said, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["out/giftgrab"]));
    }

    [Fact]
    public void Build_WhileTheCommandRuns_LeavesItItsFile()
    {
        using StreamReader running = File.OpenText(_folder["out/giftgrab"]);
        Write("src/Core/Frame.cs", "changed");
        Build();

        Assert.Equal("2\n", File.ReadAllText(_folder["out/giftgrab"]));
        Assert.Equal("1\n", running.ReadToEnd());
    }

    private void Write(string path, string text = "")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[path])!);
        File.WriteAllText(_folder[path], text);
    }

    private string Build(int exitCode = 0)
    {
        var start = new ProcessStartInfo("bash", ["-euc", $"source '{Repository.Root}/tools/build.sh'; build native \"$root/out\" src/Cli building -path src/Python -prune"])
        {
            RedirectStandardError = true,
        };
        start.Environment["root"] = _folder.Path;
        start.Environment["PATH"] = $"{_folder["bin"]}:{start.Environment["PATH"]}";
        using Process process = Process.Start(start)!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == exitCode, errors);
        return errors;
    }
}
