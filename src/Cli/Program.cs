using GiftGrab.Cli;

using var output = new CommandOutput();
return CommandLine.Run(args, output);
