using GiftGrab.Cli;

namespace GiftGrab.Interop;

/// <summary>A recorder as the host controls it: by the lines of text that the command line understands, too.</summary>
internal sealed class ExportedRecorder(ControlledRecorder recorder)
{
    private readonly ControlVerbs _verbs = new(recorder, new RecordingOutputs(), () => { }, asJson: true);

    /// <summary>Frames that wait for the encoder of the present file.</summary>
    public int Waiting
    {
        get
        {
            int most = 0;
            if (recorder.Section is { } section)
            {
                // Not by foreach, which would take memory with every frame.
                IReadOnlyList<IAttachment> attachments = section.Pictures.Attachments;
                for (int i = 0; i < attachments.Count; i++)
                {
                    most = Math.Max(most, attachments[i].Waiting);
                }
            }

            return most;
        }
    }

    /// <summary>What became of every frame.</summary>
    public RecorderStatistics Statistics => recorder.Statistics;

    /// <summary>Follows a command.</summary>
    /// <param name="line">Such as <c>STEP 5</c>.</param>
    /// <returns>The answer as a JSON object.</returns>
    public string Follow(string line) => _verbs.Follow(line);
}
