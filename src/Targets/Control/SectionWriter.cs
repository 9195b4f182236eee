namespace GiftGrab;

/// <summary>Makes a file for each section of a recorder.</summary>
internal sealed class SectionWriter(
    Codec codec, FileNameTemplate name, FrameRate frameRate, VideoTargetOptions options, ControlledRecorderOptions? control)
{
    private readonly FileNameTemplate? _times = Template(options.File.TimestampFile);
    private readonly FileNameTemplate? _wallClock = Template(options.File.WallClockFile);
    private readonly FileNameTemplate? _tsync = Template(options.File.TsyncFile);
    private FileNameSequence? _names;

    /// <exception cref="VideoTargetException">No file could be made.</exception>
    public ControlledRecorder Create()
    {
        Action<VideoSource> check = VideoTargetFactory.Check(codec, name.Text, frameRate, options);
        foreach (FileNameTemplate files in new[] { name, _times, _wallClock, _tsync }.OfType<FileNameTemplate>())
        {
            files.RequireFolder();
        }

        return new ControlledRecorder(Begin, control, name.Text, check);
    }

    private IReadOnlyList<VideoTarget> Begin(RecordingSection section)
    {
        _names ??= new FileNameSequence(name, section.Pictures.Name, options.File.Overwrite, control?.TimeProvider);
        VideoTarget target = _names.Make(_names.NextSection, path => VideoTargetFactory.CreateFileWriter(codec, path, frameRate, options with
        {
            File = options.File with
            {
                TimestampFile = _times?.Expand(_names.Values),
                WallClockFile = _wallClock?.Expand(_names.Values),
                TsyncFile = _tsync?.Expand(_names.Values),
            },
        }));
        try
        {
            section.Pictures.Attach(target);
            section.Sound?.Attach(target);
            return [target];
        }
        catch
        {
            target.Discard();
            throw;
        }
    }

    private static FileNameTemplate? Template(string? path) => path is null ? null : FileNameTemplate.Parse(path);
}
