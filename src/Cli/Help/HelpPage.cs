using System.CommandLine;
using System.Text;

namespace GiftGrab.Cli;

/// <summary>Lays out the help.</summary>
internal static class HelpPage
{
    private const int Width = 100;
    private const int OptionColumn = 28;

    private const string ExitCodes = """
        Exit codes:
          0    done
          1    failed while it ran (the source, an output), or a check found something missing
          2    the command line is not usable, or names a file that is not there; nothing was created
          3    done, but frames were dropped on the way, or not fetched from a card in time, or sound came faster than it was taken
          130  ended by Ctrl-C, SIGTERM or SIGHUP; the files are finalised
        """;

    /// <summary>The page of the program.</summary>
    public static string Overview(IReadOnlyList<(string Name, string Summary)> commands)
    {
        var page = new StringBuilder();
        page.AppendLine("giftgrab: video from a source, through observers, to files").AppendLine();
        page.AppendLine("Usage: giftgrab COMMAND [ARGUMENTS] [OPTIONS]").AppendLine();
        page.AppendLine("Commands:");
        foreach ((string name, string summary) in commands)
        {
            AppendColumns(page, name, summary, 12);
        }

        page.AppendLine().AppendLine("Try:");
        AppendColumns(page, "giftgrab record demo.mp4 --duration 10s", "ten seconds of a moving test pattern", 58);
        AppendColumns(page, "giftgrab convert clip.mp4 copy.mkv --codec ffv1", "every frame of a file, pixel for pixel", 58);
        AppendColumns(page, "giftgrab info clip.mp4", "what a file holds", 58);
        AppendColumns(page, "giftgrab COMMAND --help", "all about a command", 58);
        return page.AppendLine().Append(ExitCodes).ToString();
    }

    /// <summary>The page of a command.</summary>
    public static string Of(CommandHelp help)
    {
        var page = new StringBuilder();
        page.AppendLine(help.Summary).AppendLine();
        for (int i = 0; i < help.Usage.Count; i++)
        {
            page.Append(i == 0 ? "Usage: " : "       ").Append("giftgrab ").AppendLine(help.Usage[i]);
        }

        page.AppendLine();
        foreach (string line in help.Details)
        {
            page.AppendLine(line);
        }

        if (help.Examples.Count > 0)
        {
            page.AppendLine().AppendLine("Examples:");
            int column = help.Examples.Max(example => example.Line.Length) + 13;
            foreach ((string line, string meaning) in help.Examples)
            {
                AppendColumns(page, $"giftgrab {line}", meaning, column);
            }
        }

        foreach (OptionSection section in help.Sections)
        {
            page.AppendLine().Append(section.Title).AppendLine(":");
            if (section.Note is not null)
            {
                page.Append("  ").AppendLine(section.Note);
            }

            foreach (Option option in section.Options)
            {
                AppendColumns(page, Label(option), option.Description ?? string.Empty, OptionColumn);
            }
        }

        return page.AppendLine().Append(ExitCodes).ToString();
    }

    private static string Label(Option option)
    {
        string shortName = option.Aliases.FirstOrDefault(alias => alias.Length == 2) is { } alias ? $"{alias}, " : string.Empty;
        string longAlias = option.Aliases.FirstOrDefault(alias => alias.Length > 2) is { } other ? $", {other}" : string.Empty;
        return $"{shortName}{option.Name}{longAlias} {option.HelpName}".TrimEnd();
    }

    private static void AppendColumns(StringBuilder page, string left, string right, int column)
    {
        page.Append("  ").Append(left);
        if (left.Length + 2 >= column)
        {
            page.AppendLine().Append(' ', column);
        }
        else
        {
            page.Append(' ', column - left.Length - 2);
        }

        int at = column;
        foreach (string word in right.Split(' '))
        {
            if (at > column && at + 1 + word.Length > Width)
            {
                page.AppendLine().Append(' ', column);
                at = column;
            }
            else if (at > column)
            {
                page.Append(' ');
                at++;
            }

            page.Append(word);
            at += word.Length;
        }

        page.AppendLine();
    }
}
