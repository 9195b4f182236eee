using System.Diagnostics;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace GiftGrab.Tests.FFmpeg;

/// <summary>With <c>-p:FFmpegBindings=Package</c> what calls the bindings compiles against FFmpeg.AutoGen with no line changed.</summary>
public sealed class PackageBuildTests
{
    [Fact]
    public void Sources_BuiltWithThePackage_CompileUnchanged()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "stub", "FFmpeg.AutoGen.csproj", "<AllowUnsafeBlocks>true</AllowUnsafeBlocks><Version>5.1.2.3</Version>", []);
        File.WriteAllLines(folder["stub/ffmpeg.cs"], PackageStub.Write(PackageShape.Read()));
        string[] projects = [.. ProjectsThatCallFFmpeg()];
        Assert.NotEmpty(projects);
        Write(folder, "all", "All.csproj", "<Nullable>enable</Nullable>", projects);

        Dotnet("pack", folder["stub"], "--artifacts-path", folder["built"], "-o", folder["feed"]);

        // Packages go into a folder of the test's own, so that the stub never enters the user's cache.
        Dotnet(
            "build",
            folder["all"],
            "--artifacts-path",
            folder["built"],
            "-p:FFmpegBindings=Package",
            "-p:RunAnalyzers=false",
            $"-p:RestoreAdditionalProjectSources={folder["feed"]}",
            $"-p:RestorePackagesPath={folder["packages"]}",
            $"-p:RestoreFallbackFolders={PackageCache}");

        Assert.Contains("FFmpeg.AutoGen", References(folder["built/bin/All/debug/GiftGrab.Core.dll"]));
    }

    private static IEnumerable<string> ProjectsThatCallFFmpeg() =>
        from project in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
        let sources = Directory.EnumerateFiles(Path.GetDirectoryName(project)!, "*.cs", SearchOption.AllDirectories)
        where sources.Any(path => File.ReadLines(path).Contains("using FFmpeg.AutoGen;"))
        select project;

    private static string PackageCache => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static string[] References(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        MetadataReader reader = file.GetMetadataReader();
        return [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))];
    }

    private static void Write(TemporaryFolder folder, string name, string file, string properties, IEnumerable<string> references)
    {
        Directory.CreateDirectory(folder[name]);
        File.WriteAllText(Path.Combine(folder[name], file), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework>{properties}</PropertyGroup>
              <ItemGroup>{string.Concat(references.Select(path => $"<ProjectReference Include=\"{path}\" />"))}</ItemGroup>
            </Project>
            """);
    }

    private static void Dotnet(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [.. arguments, "-v", "q", "--nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false"]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
    }
}
