using Microsoft.Extensions.Logging;

namespace GiftGrab;

/// <summary>Makes a plain MP4 or MOV, with its index in front, of one that was recorded in fragments.</summary>
/// <param name="path">Of the file.</param>
/// <param name="file">The file.</param>
/// <param name="stream">What writes to it.</param>
/// <param name="options">How it is written.</param>
/// <param name="space">What is free on its disk.</param>
internal sealed class FragmentFinisher(OutputPath path, FileStream file, Stream stream, FileOutputOptions options, FreeSpace space)
{
    private IndexRoom? _room;

    /// <summary>Leaves room for the index at the stream's position; before the first fragment.</summary>
    public void LeaveRoom(RecordingPlan plan, IReadOnlyCollection<EncodedStream> streams) =>
        _room = IndexRoom.Leave(stream, plan.IndexRoomFor(streams, options.ExpectedDuration));

    /// <summary>Finishes the file. It stays in fragments where a plain file cannot be made of them: they play too.</summary>
    public void Finish(RecordingPlan plan, RecordingEnd end)
    {
        file.Flush();
        long index = plan.IndexSizeFor(end);
        MuxerOptions finished = plan.WhenFinished(index);
        if (_room is not null && _room.IsWorthIt(index, file.Length) && TryInPlace(_room, finished, index, end))
        {
            return;
        }

        // The fragments are safe before the copy of them is: whoever switches the machine off now loses nothing. Neither waits for the other.
        var safe = Task.Run(() => RandomAccess.FlushToDisk(file.SafeFileHandle));
        Copy(finished, end);
        safe.GetAwaiter().GetResult();
    }

    /// <returns>Whether the room was large enough, and the disk took the index.</returns>
    private bool TryInPlace(IndexRoom room, MuxerOptions finished, long index, RecordingEnd end)
    {
        try
        {
            byte[] beginning = Remuxer.IndexInPlace(path.FullName, finished, end.Streams, index, out long packets);
            if (packets != end.Packets || !room.Holds(beginning.Length))
            {
                return false;
            }

            room.Fill(stream, beginning, () => file.Flush(flushToDisk: true));
            return true;
        }
        catch (Exception exception) when (exception is VideoTargetException or FFmpegException or IOException)
        {
            return false;
        }
    }

    private void Copy(MuxerOptions finished, RecordingEnd end)
    {
        string draft = path.Beside("finishing");
        bool created = false;

        // A program that ends before a long recording is finished leaves the fragments, and nothing beside them.
        EventHandler clean = (_, _) => File.Delete(draft);
        try
        {
            if (!space.HasRoomFor(file.Length))
            {
                throw new IOException("there is no room for a second copy on its disk");
            }

            using (FileStream output = OutputPath.CreateDraft(draft, options.FileMode))
            {
                created = true;
                AppDomain.CurrentDomain.ProcessExit += clean;
                long copied = Remuxer.Copy(path.FullName, output, finished, end.Streams);
                if (copied != end.Packets)
                {
                    throw new IOException($"{copied} of {end.Packets} packets could be read back");
                }

                output.Flush(flushToDisk: true);
            }

            File.Move(draft, path.FullName, overwrite: true);
        }
        catch (Exception exception)
        {
            if (created)
            {
                File.Delete(draft);
            }

            TargetsLog.Warning(
                GiftGrabLog.Logger, path.Name, $"The recording stays in fragments, which play too: {IOErrors.Describe(exception)}.");
        }
        finally
        {
            AppDomain.CurrentDomain.ProcessExit -= clean;
        }
    }
}
