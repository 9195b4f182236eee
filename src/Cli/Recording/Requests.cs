using Microsoft.Extensions.Logging;

namespace GiftGrab.Cli;

/// <summary>What the command line asks to record.</summary>
/// <param name="Source">Where pictures and sound come from.</param>
/// <param name="Outputs">At least one.</param>
/// <param name="Report">What is told.</param>
internal sealed record RecordingRequest(SourceRequest Source, IReadOnlyList<OutputRequest> Outputs, ReportRequest Report);

/// <summary>The source that is asked for.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Options">What is asked of it.</param>
/// <param name="Part">The part of its pictures to take; <see langword="null"/>: whole pictures.</param>
/// <param name="WithSound">Whether its sound is recorded, where it has any.</param>
internal sealed record SourceRequest(string Address, SourceOptions Options, PicturePart? Part, bool WithSound);

/// <summary>An output that is asked for.</summary>
/// <param name="Path">The file.</param>
/// <param name="Codec">How pictures are encoded.</param>
/// <param name="Container">The container.</param>
/// <param name="FrameRate">The nominal rate; <see langword="null"/>: the source's.</param>
/// <param name="QueueCapacity">Frames that may wait; <see langword="null"/>: as suits the source.</param>
/// <param name="Options">All else.</param>
internal sealed record OutputRequest(
    string Path, Codec Codec, Container Container, FrameRate? FrameRate, int? QueueCapacity, VideoTargetOptions Options);

/// <summary>What is told.</summary>
/// <param name="Json">Events rather than text.</param>
/// <param name="Interval">How often the state is told; <see langword="null"/>: as suits where it goes.</param>
/// <param name="Quiet">Nothing but warnings and failures.</param>
/// <param name="Level">The least level of the log.</param>
internal sealed record ReportRequest(bool Json, TimeSpan? Interval, bool Quiet, LogLevel Level);
