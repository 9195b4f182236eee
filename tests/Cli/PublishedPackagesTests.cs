using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace GiftGrab.Tests;

/// <summary>What the command needs is published with it: packages that are private to it would be left out.</summary>
public sealed class PublishedPackagesTests
{
    [Fact]
    public void Project_PrivatePackages_ArePublishedAllTheSame() => Assert.All(
        XDocument.Load(Project()).Descendants("PackageReference").Where(package => (string?)package.Attribute("PrivateAssets") == "all"),
        package => Assert.Equal("true", (string?)package.Attribute("Publish")));

    private static string Project([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "src", "Cli", "GiftGrab.Cli.csproj");
}
