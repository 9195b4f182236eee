using System.ComponentModel;
using System.Diagnostics;
using System.Xml.Linq;

namespace GiftGrab.Tools.Bindings;

/// <summary>The installed headers as castxml describes them.</summary>
internal sealed class Headers
{
    /// <summary>A C file that includes all of FFmpeg that is bound.</summary>
    public const string Includes = """
        #include <errno.h>
        #include <libavcodec/avcodec.h>
        #include <libavcodec/bsf.h>
        #include <libavdevice/avdevice.h>
        #include <libavfilter/avfilter.h>
        #include <libavfilter/buffersink.h>
        #include <libavfilter/buffersrc.h>
        #include <libavformat/avformat.h>
        #include <libavutil/audio_fifo.h>
        #include <libavutil/channel_layout.h>
        #include <libavutil/cpu.h>
        #include <libavutil/error.h>
        #include <libavutil/hwcontext.h>
        #include <libavutil/imgutils.h>
        #include <libavutil/opt.h>
        #include <libavutil/parseutils.h>
        #include <libavutil/pixdesc.h>
        #include <libavutil/time.h>
        #include <libswresample/swresample.h>
        #include <libswscale/swscale.h>

        """;

    private readonly Dictionary<string, XElement> _byId;

    private Headers(XElement root)
    {
        _byId = root.Elements().Where(element => element.Attribute("id") is not null).ToDictionary(element => element.Attribute("id")!.Value);
        Functions = ByName(root.Elements("Function"));
        Typedefs = ByName(root.Elements("Typedef"));
        Types = ByName(root.Elements().Where(element => element.Name.LocalName is "Struct" or "Union" or "Enumeration"));
    }

    public IReadOnlyDictionary<string, XElement> Functions { get; }

    public IReadOnlyDictionary<string, XElement> Types { get; }

    public IReadOnlyDictionary<string, XElement> Typedefs { get; }

    public static Headers Parse()
    {
        string folder = Directory.CreateTempSubdirectory("bindings").FullName;
        try
        {
            string source = Path.Combine(folder, "all.c"), description = Path.Combine(folder, "all.xml");
            File.WriteAllText(source, Includes);
            string flags = Run("pkg-config", "--cflags libavcodec libavdevice libavfilter libavformat libswresample libswscale");
            Run("castxml", $"--castxml-output=1 {flags.Trim()} {source} -o {description}");
            return new Headers(XDocument.Load(description).Root!);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public XElement this[string id] => _byId[id];

    /// <summary>The library that exports a function, from the folder of the header that declares it.</summary>
    public string LibraryOf(XElement function) =>
        Path.GetFileName(Path.GetDirectoryName(this[function.Attribute("file")!.Value].Attribute("name")!.Value)!)["lib".Length..];

    /// <summary>Runs a tool and returns what it prints; what it complains about goes to the terminal.</summary>
    /// <exception cref="BindingsException">It is not installed, or says no.</exception>
    public static string Run(string command, string arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true })!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : throw new BindingsException($"{command} {arguments} ended with {process.ExitCode}.");
        }
        catch (Win32Exception e)
        {
            throw new BindingsException($"{command} is needed and cannot be run: install Debian's castxml, gcc, pkg-config and FFmpeg's -dev packages.", e);
        }
    }

    private static Dictionary<string, XElement> ByName(IEnumerable<XElement> elements) => elements
        .Where(element => !string.IsNullOrEmpty(element.Attribute("name")?.Value))
        .GroupBy(element => element.Attribute("name")!.Value)
        .ToDictionary(group => group.Key, group => group.MaxBy(element => element.Attribute("members") is not null)!);
}
