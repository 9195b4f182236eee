namespace GiftGrab;

/// <summary>Takes the first candidate that works, and says why it passed over the ones before.</summary>
internal static class EncoderSelection
{
    /// <summary>Finds what would be taken, by the rules alone: opens nothing.</summary>
    /// <exception cref="VideoTargetException">The options are not possible for such pictures.</exception>
    public static void Check(VideoEncoderPlanner planner, PictureShape shape)
    {
        VideoTargetException? first = null;
        foreach (EncoderCandidate candidate in planner.Plan(shape))
        {
            if (candidate.Refusal is null)
            {
                return;
            }

            first ??= candidate.Refusal;
        }

        throw first!;
    }

    /// <summary>Opens the first candidate that opens.</summary>
    /// <param name="planner">Makes the candidates.</param>
    /// <param name="first">The first picture.</param>
    /// <exception cref="VideoTargetException">None does; the message is that of the favourite.</exception>
    public static (Encoder Encoder, VideoEncoderPlan Plan) Open(VideoEncoderPlanner planner, VideoFrame first)
    {
        VideoTargetException? failure = null;
        var reasons = new List<string>();
        foreach (EncoderCandidate candidate in planner.Plan(PictureShape.Of(first)))
        {
            try
            {
                Encoder encoder = candidate.Refusal is null
                    ? VideoEncoderOpening.Open(candidate.Settings!, first)
                    : throw candidate.Refusal;
                return (encoder, candidate.Plan! with { FallbackReason = reasons.Count == 0 ? null : string.Join("; ", reasons) });
            }
            catch (Exception exception) when (exception is VideoTargetException or FFmpegException)
            {
                failure ??= ReferenceEquals(exception, candidate.Refusal) ? candidate.Refusal : WithRemedy(candidate.Kind, exception);
                reasons.Add(exception.Message.TrimEnd('.'));
            }
        }

        throw failure!;
    }

    private static VideoTargetException WithRemedy(EncoderKind kind, Exception cause) => kind.Hardware != HardwareAcceleration.Off
        ? new VideoTargetException(
            $"{kind.Name} cannot be used: {cause.Message.TrimEnd('.')}; hardware auto takes the processor where a device does not work.", cause)
        : cause as VideoTargetException ?? new VideoTargetException(cause.Message, cause);
}
