namespace GiftGrab;

/// <summary>Writes the packets of one or several encoders into a file.</summary>
/// <remarks>
/// <para>A process that is killed at any instant leaves a file that plays and lacks at most its last second. MP4 and MOV are
/// written in fragments for that, and become plain files with the index in front when they are finalised; an AVI has its index
/// only then, and is repaired by players until then.</para>
/// <para>A file is written by one output alone, also between processes; it can be read meanwhile.</para>
/// </remarks>
public sealed class FileOutput : PacketOutput
{
    /// <summary>Creates the file.</summary>
    /// <param name="path">In a folder that exists.</param>
    /// <param name="container"><see langword="null"/>: what the path's extension stands for.</param>
    /// <param name="options">How; <see langword="null"/>: as usual.</param>
    /// <exception cref="VideoTargetException">It cannot be written: it exists, another recording writes it, its folder is missing,
    /// there is no permission or no room, the extension is not known, or a tag is none that the container keeps.</exception>
    public FileOutput(string path, Container? container = null, FileOutputOptions? options = null)
        : this(path, container ?? Containers.FromPath(path), options ?? new FileOutputOptions(), file => file)
    {
    }

    /// <summary>Puts something between the recording and its file, for tests.</summary>
    internal FileOutput(string path, Container container, FileOutputOptions options, Func<Stream, Stream> wrap)
        : base(path, CreateWriter(path, container, options, wrap))
    {
        Path = path;
        Container = container;
    }

    /// <summary>The file, as it was given.</summary>
    public string Path { get; }

    /// <summary>The container.</summary>
    public Container Container { get; }

    /// <summary>Says now what would keep a file from being written later, before a source is opened for it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overwrite">Whether one that exists may be replaced.</param>
    /// <exception cref="VideoTargetException">The file cannot be had; the sentence tells why.</exception>
    public static void RequireWritable(string path, bool overwrite) => OutputPath.RequireWritable(path, overwrite);

    /// <summary>Creates a file and what writes it.</summary>
    /// <exception cref="VideoTargetException">It cannot be written.</exception>
    internal static PacketWriter CreateWriter(string path, Container container, FileOutputOptions options, Func<Stream, Stream> wrap)
    {
        var format = ContainerFormats.Of(container);
        var plan = new RecordingPlan(format, RecordingTags.Of(options.Metadata, format, path));
        var times = TimestampFiles.Create(options.TimeFiles, options.Collection, options.Overwrite, options.FileMode);
        try
        {
            return new PacketWriter(new FileDestination(path, options, wrap), plan, times);
        }
        catch
        {
            times.Abandon();
            throw;
        }
    }
}
